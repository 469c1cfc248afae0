using System.Globalization;
using System.Runtime.InteropServices;

namespace Gmm.Benchmarks;

/// <summary>Gaps to the Bayes limit in percentage points, on average over data sets, best model first.</summary>
/// <param name="runs">Every model on every data set.</param>
/// <param name="limits">Accuracy of the true mixtures on the fresh samples of each data set.</param>
/// <param name="seeds">Which data sets, in words.</param>
internal sealed class BaselineTable(IReadOnlyList<Baseline> runs, IReadOnlyDictionary<long, double> limits, string seeds)
{
    private sealed record Row(string Model, string Settings, double Gap, double StandardError, double Worst, double Seconds);

    private IEnumerable<Row> Rows => runs
        .GroupBy(run => (run.Model, run.Settings))
        .Select(model => RowOf(model.Key.Model, model.Key.Settings, [.. model]))
        .OrderBy(row => row.Gap);

    private double Limit => 100 * limits.Values.Average();

    public void Print()
    {
        Console.WriteLine($"Bayes limit {Text(Limit, "0.00")} % on average over {limits.Count} data sets (seeds {seeds}).\n");
        Console.WriteLine("| model | settings | gap, points | worst | fit, s |");
        Console.WriteLine("|---|---|---:|---:|---:|");
        foreach (var row in Rows)
        {
            Console.WriteLine(
                $"| {row.Model} | {row.Settings} | {Text(row.Gap, "0.00")} ± {Text(row.StandardError, "0.00")} | {Text(row.Worst, "0.00")} | {Text(row.Seconds, "0.00")} |");
        }
    }

    /// <summary>Every run as comma-separated values; lines that begin with # say what was measured and how.</summary>
    public void Save(string path)
    {
        string version = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
        string scikitLearn = string.Join(", ", runs.Select(run => run.Version).OfType<string>().Distinct());
        File.WriteAllLines(path,
        [
            $"# Data sets: the article's experiment, counts {string.Join(' ', Draw.Counts)}, seeds {seeds}, about 9000 training samples.",
            "# limit and accuracy: shares of 20000 fresh samples that the true mixtures and the model get right.",
            "# seconds: processor time to fit, one thread; neither predictions nor the search for tuned settings are counted.",
            "# Tuned settings: the best of a grid on three other data sets (seeds 1000 to 1002).",
            $"# {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores; .NET {Environment.Version}, TorchSharp {version}, scikit-learn {scikitLearn}",
            "# dotnet run -c Release --project tests/Gmm.Benchmarks -- baselines",
            "model,settings,seed,limit,accuracy,seconds",
            .. runs.Select(run => string.Join(',',
                run.Model, run.Settings, run.Seed, Text(limits[run.Seed], "0.00000"), Text(run.Accuracy, "0.00000"), Text(run.Seconds, "0.000"))),
        ]);
    }

    private Row RowOf(string model, string settings, Baseline[] own)
    {
        double[] gaps = [.. own.Select(run => 100 * (limits[run.Seed] - run.Accuracy))];
        double mean = gaps.Average();
        double standardError = Math.Sqrt(gaps.Sum(g => (g - mean) * (g - mean)) / Math.Max(gaps.Length - 1, 1) / gaps.Length);
        double[] seconds = [.. own.Select(run => run.Seconds).Order()];
        return new(model, settings, mean, standardError, gaps.Max(), seconds[seconds.Length / 2]);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
