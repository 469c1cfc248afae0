using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Notebooks.Tests;

/// <summary>
/// What each chapter promises its reader, looked for in what it shows: the article's figures as printed, and figures of
/// the run within what theory allows. Cells are named by a piece of their code.
/// </summary>
internal static partial class Promises
{
    public static readonly Dictionary<string, Action<ExecutedIpynb>> ByNotebook = new()
    {
        ["01-distinct-gaussians"] = DistinctGaussians,
        ["02-the-mixture"] = Mixture,
        ["03-density-fitting"] = DensityFitting,
        ["04-five-class-classifier"] = Classifier,
        ["05-accuracy"] = Accuracy,
        ["06-the-best-anyone-could-do"] = BestPossible,
        ["07-why-components-die"] = WhyComponentsDie,
        ["08-expectation-maximisation"] = ExpectationMaximisation,
        ["09-how-many-components"] = HowManyComponents,
        ["10-trust"] = Trust,
        ["11-data-that-nobody-drew"] = DataThatNobodyDrew,
        ["12-more-data-than-one-machine"] = MoreDataThanOneMachine,
        ["13-is-it-really-gaussian"] = IsItReallyGaussian,
    };

    private static void DistinctGaussians(ExecutedIpynb ipynb)
    {
        Assert.Contains("[1000, 2]", Text(ipynb, "var byHand"));
        Assert.Contains("-0.5 -0.5", Text(ipynb, "var meansA"));
        AssertChart(ipynb, "\"Distinct Gaussian samples\"", "Distinct Gaussian samples");
    }

    private static void Mixture(ExecutedIpynb ipynb)
    {
        Assert.Contains("batch [2], event [2]", Text(ipynb, "components.batch_shape"));
        Assert.Contains("0.5 0.5", Text(ipynb, "var odds"));
        Assert.Contains("volume under the density is 1.0000", Text(ipynb, "double volume"));
        Assert.Contains("log_softmax", Text(ipynb, "LibrarySource.Of"));
        AssertChart(ipynb, "mixture.sample(500)", "500 draws from A, from B, and from the mixture of both");
    }

    private static void DensityFitting(ExecutedIpynb ipynb)
    {
        string table = Text(ipynb, "\"smallest loss\"");
        Assert.Contains("1.91043", table);
        Assert.Contains("under 7000", table);

        double[] losses = Numbers(Text(ipynb, "new ConsoleProgress"), @"minimum (\d+\.\d+), mean (\d+\.\d+)");
        Assert.True(losses[0] < losses[1], "the smallest loss is above the mean one");
        double[] fresh = Numbers(Text(ipynb, "double ofModel"), @"costs the model (\d+\.\d+) nats, the truth (\d+\.\d+)");
        Assert.InRange(fresh[0] - fresh[1], -0.01, 1);
    }

    private static void Classifier(ExecutedIpynb ipynb)
    {
        string clusters = Text(ipynb, "data.ClusterCounts");
        foreach (var (c, count) in new[] { 3, 5, 2, 8, 4 }.Index())
        {
            Assert.Contains($"class {c}  clusters {count}", clusters);
        }

        string shapes = Text(ipynb, "{data.Samples}");
        Assert.Contains("samples [9998, 2], labels [9998]", shapes);
        Assert.Contains("samples [1000, 2], labels [1000]", shapes);

        // Typical difficulty: the median of 21 data sets whose best accuracies average 80.45 with a deviation of 3.87.
        double median = Numbers(Text(ipynb, "var draws"), @"median (\d+\.\d+)")[0];
        Assert.InRange(median, 76, 85);
        double[] losses = Numbers(Text(ipynb, "double lost"), @"mean loss (\d+\.\d+), last (\d+\.\d+), the true mixtures' (\d+\.\d+)");
        Assert.InRange(losses[1], losses[2] - 0.05, Math.Log(5));
    }

    private static void Accuracy(ExecutedIpynb ipynb)
    {
        string firstTen = Text(ipynb, "FirstTen(predictions)");
        Assert.Matches(@"predicted  ([0-4]  ){9}[0-4]", firstTen);
        Assert.Matches(@"true       ([0-4]  ){9}[0-4]", firstTen);

        string comparison = Text(ipynb, "double?[] reported");
        Assert.All(["98.54", "69.06", "86.12", "70.05", "84.09", "81.50"], figure => Assert.Contains(figure, comparison));

        double accuracy = Numbers(Text(ipynb, "double accuracy"), @"Accuracy (\d+\.\d+) % of 1000 samples in 5 classes")[0];
        Assert.InRange(accuracy, 60, 95);
        Assert.Contains(accuracy.ToString("0.00", CultureInfo.InvariantCulture), Text(ipynb, "AccuracyTable"));
        AssertChart(ipynb, "Charts.Confusion", "True classes in rows, predicted in columns");
        AssertChart(ipynb, "Charts.Regions", "Decision regions and validation points");
    }

    private static void BestPossible(ExecutedIpynb ipynb)
    {
        // Typical difficulty, as in chapter 4; two estimates of one number, the second surer than the first.
        double[] mistakes = Numbers(
            Text(ipynb, "var counted"), @"counted   (\d+\.\d+) ± (\d+\.\d+)\nmistakes expected  (\d+\.\d+) ± (\d+\.\d+)");
        Assert.InRange(mistakes[0], 0.15, 0.24);
        Assert.Equal(mistakes[0], mistakes[2], 5 * mistakes[1]);
        Assert.True(mistakes[3] < mistakes[1], "expecting mistakes is surer than counting them");

        double[] gap = Numbers(Text(ipynb, "Estimate Gap"), @"gap +(-?\d+\.\d+) ± (\d+\.\d+)");
        Assert.InRange(gap[0], -5 * gap[1], 0.15);
        double[] told = Numbers(Text(ipynb, "var told"), @"fitted classes  (-?\d+\.\d+) ± (\d+\.\d+)");
        Assert.InRange(told[0], -5 * told[1], 0.02);
        double[] searched = Numbers(Text(ipynb, "var searched"), @"counts unknown  (-?\d+\.\d+) ± (\d+\.\d+)");
        Assert.InRange(searched[0], -5 * searched[1], 0.02);

        AssertChart(ipynb, "Charts.ErrorMap", "Where even the best rule errs");
        AssertChart(ipynb, "Charts.Strip", "Gap to the best possible accuracy, a dot for each draw");
        string table = Text(ipynb, "Median(IEnumerable<double> numbers)");
        Assert.All(["counts told", "counts searched", "the article's recipe"], row => Assert.Contains(row, table));
        Assert.All(["RandomForest", "MLP", "SVC", "HistGradientBoosting", "kNN"], row => Assert.Equal(2, Regex.Count(table, $"(?m)^{row} ")));
        Assert.Matches(@"(?m)^model .*\ngenerative ", table);
    }

    private static void WhyComponentsDie(ExecutedIpynb ipynb)
    {
        AssertChart(ipynb, "Watch(\"Eight components", "Eight components look for eight clusters");
        AssertChart(ipynb, "Charts.Strip", "Gap to the best possible accuracy, a dot for each draw");

        // Adam's largest step is 3.2 learning rates, 0.03 here: no weight gets from 1 to 0 in ten.
        string deaths = Text(ipynb, "int[] deaths");
        int[] steps = [.. Regex.Matches(deaths, @"(?<=after iteration .*)\d+").Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))];
        Assert.InRange(steps.Length, 1, 22);
        Assert.All(steps, step => Assert.InRange(step, 11, 4000));

        Assert.Contains("slope of every dead weight is exactly 0", Text(ipynb, "float[] slopes"));
        Assert.Contains("1.19e-7", Text(ipynb, "float least"));
        Assert.Contains("NaN", Text(ipynb, "// no clamp"));

        double[] parted = Numbers(Text(ipynb, "int parted"), @"after (\d+) steps");
        Assert.InRange(parted[0], 1, 4000);
        string table = Text(ipynb, "\"dead of 22\"");
        Assert.Contains("softmax from k-means loses none", table);
        double original = Numbers(table, @"the article's recipe\s+1000\s+(\d+\.\d+)")[0];
        double repaired = Numbers(table, @"k-means, softmax, exp\s+500\s+(\d+\.\d+)")[0];
        Assert.InRange(repaired, 0, original / 3);
    }

    private static void ExpectationMaximisation(ExecutedIpynb ipynb)
    {
        double[] likelihood = Numbers(Text(ipynb, "double smallest"), @"(\d+) iterations, the smallest change (-?\d+\.\d+e[-+]\d+)");
        Assert.InRange(likelihood[0], 2, 500);
        Assert.InRange(likelihood[1], -1e-9, 1);
        AssertChart(ipynb, "Charts.Animation", $"{likelihood[0]} iterations of EM");
        AssertChart(ipynb, "var axis", "The M step climbs the bound; the likelihood is never below it");

        // Expected of a right fit: half of 19 parameters over 2000 points, 0.005 nats, and more where EM ends on a lower hill.
        string races = Text(ipynb, "Estimate[] excess");
        Assert.InRange(Numbers(races, @"EM, best of ten starts\s+(-?\d+\.\d+)")[0], 0.001, 0.02);
        Assert.InRange(Numbers(Text(ipynb, "Summary(compared)"), @"generative, EM\s+(-?\d+\.\d+)")[0], -0.5, 1);
    }

    private static void HowManyComponents(ExecutedIpynb ipynb)
    {
        string found = Text(ipynb, "Found(\"held out\"");
        foreach (var (c, count) in new[] { 3, 5, 2, 8, 4 }.Index())
        {
            double[] numbers = Numbers(found, $@"class {c}\s+{count}\s+(\d+)\s+(\d+)");
            Assert.InRange(numbers[0], 1, numbers[1]); // BIC charges more than AIC, and takes no more components
        }

        Assert.InRange(Numbers(Text(ipynb, "\"seconds a draw\""), @"searched by BIC\s+(-?\d+(?:\.\d+)?)")[0], -0.5, 1);
        AssertChart(ipynb, "\"Seen and unseen\"", "Seen and unseen");
        AssertChart(ipynb, "byBic.Select(Above)", "How much worse than the winner, drawn at 1");
    }

    private static void MoreDataThanOneMachine(ExecutedIpynb ipynb)
    {
        Assert.Contains("squares add up", Text(ipynb, "var added"));
        Assert.Contains("✓ and the library", Text(ipynb, "var (four, one)"));
        Assert.Contains("888 bytes", Text(ipynb, "long Bytes")); // 8 · (1 + 22 · 5)
        Assert.Contains("by the same bounds", Text(ipynb, "var atOnce"));
        AssertChart(ipynb, "Curve(1e12)", "An iteration on many machines, on paper");
    }

    private static void Trust(ExecutedIpynb ipynb)
    {
        double[] promised = Numbers(Text(ipynb, "double promised"), @"promised (\d+\.\d+) %, came true (\d+\.\d+) %");
        Assert.InRange(promised[0], 70, 80);
        Assert.InRange(promised[1], 64, 86);

        double[] answered = Numbers(Text(ipynb, "var held"), @"fresh .*: (\d+\.\d+) % of the samples, (\d+\.\d+) % of them right");
        Assert.InRange(answered[0], 20, 90);
        Assert.InRange(answered[1], 90, 100);
        Assert.Contains("as 1 % of the known samples have", Text(ipynb, "var detector ="));

        foreach (var (code, title) in new[]
        {
            ("GenericChart Diagram", "Promised and kept, on 20000 fresh points"),
            ("int[] tens", "300 points, ten components for each class"),
            ("Charts.Lines(\"Answering", "Answering only where it is sure"),
            ("Diagram(\"Learned", "Learned from labels of which a fifth is wrong, judged by right ones"),
            ("var repaired", "Repairing the labels' damage"),
        })
        {
            AssertChart(ipynb, code, title);
        }

        double[] repaired = Numbers(Text(ipynb, "var whole"), @"wrong labels +(\d+\.\d+)[^\n]*\nrepaired +(\d+\.\d+)");
        Assert.True(repaired[1] > repaired[0] - 1, "repairing costs no accuracy, up to a point");
    }

    private static string Text(ExecutedIpynb ipynb, string code) => ipynb.Text(ipynb.CellWith(code));

    private static void AssertChart(ExecutedIpynb ipynb, string code, string title)
    {
        int cell = ipynb.CellWith(code);
        Assert.Contains(ipynb.Outputs(cell), o =>
            o.TryGetProperty("data", out var data) && data.TryGetProperty("application/vnd.plotly.v1+json", out _));
        Assert.Contains($"Chart: {title}", ipynb.Text(cell));
    }

    private static double[] Numbers(string text, string pattern)
    {
        var match = Regex.Match(text, pattern);
        Assert.True(match.Success, $"nothing like {pattern} in: {text}");
        return [.. match.Groups.Values.Skip(1).Select(g => double.Parse(g.Value, CultureInfo.InvariantCulture))];
    }
}
