using System.CommandLine;
using System.Globalization;

namespace Gmm.Cluster;

/// <summary><c>score</c>.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var command = new Command("score", "Mean log-density of samples in nats; of a classifier with --label, accuracy too")
        {
            CommandLine.Model, CommandLine.Data, CommandLine.Columns, CommandLine.Label, CommandLine.SkipBad, CommandLine.Threads,
        };
        command.SetAction(parsed => Job.Run(ranks => Run(ranks, parsed)));
        return command;
    }

    private static void Run(IRanks ranks, ParseResult parsed)
    {
        var (model, source) = Job.Opened(ranks, parsed);
        bool labelled = source.Columns.Label is not null;
        if (labelled && model.Classifier is null)
        {
            throw new UsageException("--label: the model is a mixture, which knows no classes.");
        }

        var stream = new ShardStream(ranks, source, labelled ? model.Classifier!.ClassNames : [""], Job.Threads(parsed), memory: 0);
        double[] sums = StreamPass.Sum(stream, 3, (batch, own) =>
        {
            for (int g = 0; g < stream.Groups; g++)
            {
                if (batch.Of(g) is { } samples)
                {
                    own[0] += samples.Count;
                    own[1] += batch.LogLikelihood(g, model);
                    own[2] += labelled ? Predictions.Of(model, samples).Class.Count(c => c == g) : 0;
                }
            }
        });
        if (ranks.Rank == 0)
        {
            string accuracy = labelled ? string.Create(CultureInfo.InvariantCulture, $", accuracy {sums[2] / sums[0]:0.000000}") : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sums[0]:0} samples, log-density {sums[1] / sums[0]:0.000000} nats a sample{accuracy}"));
        }
    }

    private static double LogLikelihood(this StreamBatch batch, int group, FittedModel model) => model.Alone is { } mixture
        ? batch.Statistics(group, mixture)!.LogLikelihood
        : Predictions.Of(model, batch.Of(group)!).LogDensity.Sum();
}
