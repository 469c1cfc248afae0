using System.CommandLine;

namespace Gmm.Cluster;

/// <summary><c>predict</c>.</summary>
internal static class PredictCommand
{
    private static readonly Option<DirectoryInfo> Output = new("--out") { Description = "Folder for a file of predictions a shard", Required = true };

    private static readonly Option<string> Format = new Option<string>("--format") { DefaultValueFactory = _ => "parquet" }.AcceptOnlyFromAmong("parquet", "csv", "arrow");

    public static Command Create()
    {
        var command = new Command("predict", "For each row its class, or component, the probability of that, and the log-density in nats")
        {
            CommandLine.Model, CommandLine.Data, CommandLine.Columns, Output, Format, CommandLine.SkipBad,
        };
        command.SetAction(parsed => Job.Run(ranks => Run(ranks, parsed)));
        return command;
    }

    private static void Run(IRanks ranks, ParseResult parsed)
    {
        var (model, source) = Job.Opened(ranks, parsed);
        var folder = Directory.CreateDirectory(parsed.GetValue(Output)!.FullName);
        string format = parsed.GetValue(Format)!;
        foreach (var shard in source.Shards)
        {
            string path = Path.Combine(folder.FullName, $"{Path.GetFileNameWithoutExtension(shard.Path)}.predictions.{format}");
            using var table = TableWriter.Create(path, format);
            foreach (var load in source.Blocks(shard))
            {
                var block = load();
                int[] sound = source.Sound(shard, block);
                if (sound.Length > 0)
                {
                    var samples = new Samples(block.Values, block.Count, source.Columns.Features.Count).At(sound);
                    table.Write([new("row", Array.ConvertAll(sound, n => block.First + n)), .. Columns(model, Predictions.Of(model, samples))]);
                }
            }

            table.Complete();
        }

        double[] files = [source.Shards.Count];
        ranks.Sum(files);
        if (ranks.Rank == 0)
        {
            Console.WriteLine($"{files[0]:0} files in {folder.FullName}");
        }
    }

    private static IEnumerable<Column> Columns(FittedModel model, Predictions predictions) =>
    [
        model.Classifier is { } classifier
            ? new("class", Array.ConvertAll(predictions.Class, c => classifier.ClassNames[c]))
            : new("component", Array.ConvertAll(predictions.Class, c => (long)c)),
        new("probability", predictions.Probability),
        new("logDensity", predictions.LogDensity),
    ];
}
