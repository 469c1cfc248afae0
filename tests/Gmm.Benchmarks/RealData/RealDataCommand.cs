using System.Globalization;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>
/// <c>BayesClassifier.Fit</c>, told nothing, on data that people collected, and scikit-learn's classifiers on the same splits, with
/// settings searched for: one table.
/// </summary>
internal static class RealDataCommand
{
    private static readonly string[] Sets = ["iris", "wine", "cancer", "digits"];

    /// <param name="splits">How often each data set is split; of the digits, half as often.</param>
    /// <param name="python">The interpreter that has scikit-learn.</param>
    public static void Run(int splits, string python)
    {
        set_num_threads(1);
        var others = Sets.ToDictionary(name => name, name => RecordedSet.Run(python, name, name == "digits" ? (splits + 1) / 2 : splits));
        Header.Print("Real data, told nothing", ("scikit-learn", others["iris"].Version));
        var table = new MarkdownTable([.. Sets.Prepend("accuracy % / log loss / seconds to fit")]);
        foreach (string model in others["iris"].Models.Keys)
        {
            table.Add([.. Sets.Select(name => Cell(others[name].Models[model])).Prepend(model)]);
        }

        table.Add([.. Sets.Select(name => Cell(Ours(name, others[name].Splits))).Prepend("this library")]);
        table.Print();
    }

    private static Judgement Ours(string name, int[][] splits)
    {
        double[][] rows = Read(name);
        Judgement[] all = [.. splits.Select(test =>
        {
            using var scope = NewDisposeScope();
            manual_seed(0);
            var train = Samples([.. Enumerable.Range(0, rows.Length).Except(test).Select(n => rows[n])]);
            var fresh = Samples([.. test.Select(n => rows[n])]);
            var begin = Environment.CpuUsage.TotalTime;
            var classifier = BayesClassifier.Fit(train);
            double seconds = (Environment.CpuUsage.TotalTime - begin).TotalSeconds;
            var own = classifier.LogPosterior(fresh.X).gather(1, fresh.Labels.unsqueeze(1));
            return new Judgement(100 * classifier.Score(fresh), -own.clamp(min: Math.Log(1e-15)).mean().item<double>(), seconds);
        })];
        return new(all.Average(j => j.Accuracy), all.Average(j => j.LogLoss), all.Average(j => j.Seconds));
    }

    /// <summary>The last column is the class.</summary>
    private static double[][] Read(string name) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", $"{name}.csv")).Skip(1).Select(
            line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture)))];

    private static LabelledSamples Samples(double[][] rows)
    {
        double[,] x = new double[rows.Length, rows[0].Length - 1];
        for (int i = 0; i < x.Length; i++)
        {
            x[i / x.GetLength(1), i % x.GetLength(1)] = rows[i / x.GetLength(1)][i % x.GetLength(1)];
        }

        return new(x, [.. rows.Select(row => (int)row[^1])]);
    }

    private static string Cell(Judgement judgement) => string.Create(
        CultureInfo.InvariantCulture, $"{judgement.Accuracy:0.0} / {judgement.LogLoss:0.000} / {MarkdownTable.Number(judgement.Seconds)}");
}
