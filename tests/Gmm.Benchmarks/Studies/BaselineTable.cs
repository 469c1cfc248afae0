using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Gmm.Benchmarks;

/// <summary>Gaps to the Bayes limit in percentage points, on average over draws, best model first.</summary>
/// <param name="runs">Every model on every draw.</param>
/// <param name="limits">Accuracy of the true mixtures on the fresh samples of each draw.</param>
internal sealed class BaselineTable(IReadOnlyList<Baseline> runs, IReadOnlyDictionary<long, double> limits)
{
    private string Seeds => $"{limits.Keys.Min()} to {limits.Keys.Max()}";

    private string ScikitLearn => string.Join(", ", runs.Select(run => run.Version).OfType<string>().Distinct());

    public void Print()
    {
        Header.Print($"Gap to the Bayes limit, seeds {Seeds}", ("scikit-learn", ScikitLearn));
        Console.WriteLine($"The limit is {Text(100 * limits.Values.Average(), "0.00")} % on average.\n");
        var table = new MarkdownTable("model", "gap, points", "standard error", "worst", "fit, CPU s");
        foreach (var model in runs.GroupBy(run => $"{run.Model}, {run.Settings}").OrderBy(model => model.Average(Gap)))
        {
            double[] gaps = [.. model.Select(Gap)];
            double mean = gaps.Average();
            double standardError = Math.Sqrt(gaps.Sum(g => (g - mean) * (g - mean)) / Math.Max(gaps.Length - 1, 1) / gaps.Length);
            table.Add(
                model.Key, Text(mean, "0.000"), Text(standardError, "0.000"), Text(gaps.Max(), "0.00"),
                MarkdownTable.Number(model.Select(run => run.Seconds).Median()));
        }

        table.Print();
    }

    /// <summary>Every run as comma-separated values; lines that begin with # say what was measured and how.</summary>
    public void Save(string path) => File.WriteAllLines(path,
    [
        $"# Data sets: the article's experiment, counts {string.Join(' ', Draw.Counts)}, seeds {Seeds}, about 9000 training samples.",
        "# limit and accuracy: shares of 20000 fresh samples that the true mixtures and the model get right.",
        "# seconds: processor time to fit, one thread; neither predictions nor the search for tuned settings are counted.",
        "# Tuned settings: the best of a grid on three other data sets (seeds 1000 to 1002).",
        $"# {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores; .NET {Environment.Version}, " +
            $"TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)}, scikit-learn {ScikitLearn}",
        "# dotnet run -c Release --project tests/Gmm.Benchmarks -- baselines --save notebooks/data/baselines.csv",
        "model,settings,seed,limit,accuracy,seconds",
        .. runs.Select(run => string.Join(
            ',', run.Model, run.Settings, run.Seed, Text(limits[run.Seed], "0.00000"), Text(run.Accuracy, "0.00000"), Text(run.Seconds, "0.000"))),
    ]);

    private double Gap(Baseline run) => 100 * (limits[run.Seed] - run.Accuracy);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
