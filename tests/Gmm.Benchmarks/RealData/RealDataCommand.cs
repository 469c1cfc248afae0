using System.Globalization;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>
/// <c>BayesClassifier.Fit</c>, told nothing, on data that people collected, and scikit-learn's classifiers on the same splits, with
/// settings searched for: one table.
/// </summary>
internal static class RealDataCommand
{
    private const string OurName = "this library";

    private static readonly string[] Sets = ["iris", "wine", "cancer", "digits"];

    /// <param name="splits">How often each data set is split; of the digits, half as often.</param>
    /// <param name="save">Where to write every run, for chapter 11; or null.</param>
    /// <param name="python">The interpreter that has scikit-learn.</param>
    public static void Run(int splits, string? save, string python)
    {
        set_num_threads(1);
        var others = Sets.ToDictionary(name => name, name => RecordedSet.Run(python, name, name == "digits" ? (splits + 1) / 2 : splits));
        var ours = Sets.ToDictionary(name => name, name => Ours(name, others[name].Splits));
        string[] models = [.. others["iris"].Models.Keys, OurName];
        Judgement[] Runs(string model, string set) => model == OurName ? ours[set] : others[set].Models[model];

        Header.Print("Real data, told nothing", ("scikit-learn", others["iris"].Version));
        var table = new MarkdownTable([.. Sets.Prepend("accuracy % / log loss / seconds to fit")]);
        foreach (string model in models)
        {
            table.Add([.. Sets.Select(set => Cell(Runs(model, set))).Prepend(model)]);
        }

        table.Print();
        if (save is not null)
        {
            var rows = from set in Sets from model in models from run in Runs(model, set).Index() select Row(set, model, run.Index, run.Item);
            File.WriteAllLines(save, [.. About(others["iris"].Version), .. rows]);
        }
    }

    private static string[] About(string version) =>
    [
        "# Four data sets; 30 % of each class to test, the rest to learn from, split anew for each number.",
        "# accuracy: % of the test part. log loss: mean of -log P(true class), in nats, no probability below 1e-15.",
        "# seconds: processor time to fit, one thread, the search for settings included.",
        $"# {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores; .NET {Environment.Version}, " +
            $"TorchSharp {typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3)}, scikit-learn {version}",
        "# dotnet run -c Release --project tests/Gmm.Benchmarks -- real-data --save notebooks/data/real-data.csv",
        "set;model;split;accuracy;log loss;seconds",
    ];

    private static string Row(string set, string model, int split, Judgement run) => string.Create(
        CultureInfo.InvariantCulture, $"{set};{model};{split};{run.Accuracy:0.0000};{run.LogLoss:0.000000};{run.Seconds:0.000}");

    private static Judgement[] Ours(string name, int[][] splits)
    {
        double[][] rows = Read(name);
        return [.. splits.Select(test =>
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

    private static string Cell(Judgement[] runs) => string.Create(
        CultureInfo.InvariantCulture,
        $"{runs.Average(r => r.Accuracy):0.0} / {runs.Average(r => r.LogLoss):0.000} / {MarkdownTable.Number(runs.Average(r => r.Seconds))}");
}
