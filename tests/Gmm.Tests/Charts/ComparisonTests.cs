using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Charts that compare methods, and predictions with what came true.</summary>
public class ComparisonTests
{
    [Fact]
    public void Strip_HasADotForEachRun_InItsMethodsRow()
    {
        var figure = Figure.Of(Charts.Strip("t", "gap", ("article", [4, 1, 7]), ("EM", [0.5, 0.25])));

        Assert.Equal([4, 1, 7], Figure.Numbers(figure.Drawn("article").Single().GetProperty("x")));
        Assert.All(Figure.Numbers(figure.Drawn("EM").Single().GetProperty("y")), row => Assert.InRange(row, 0.7, 1.3));
        Assert.Equal(["article <b>4.0 ± 1.7</b>", "EM <b>0.38 ± 0.12</b>"], Names(figure));
        Assert.Equal([1.4, -0.6], Figure.Numbers(Figure.At(figure.Layout, "yaxis.range"))); // the first row on top
    }

    [Fact]
    public void Strip_ShowsTheMeanAndItsStandardError()
    {
        // 4, 1, 7: mean 4, sample variance 9, standard error 3/√3.
        var figure = Figure.Of(Charts.Strip("t", "gap", ("article", [4, 1, 7])));

        var mean = figure.Drawn("mean ± standard error").Single();
        Assert.Equal([4], Figure.Numbers(mean.GetProperty("x")));
        Assert.Equal(Math.Sqrt(3), Figure.At(mean, "error_x.array")[0].GetDouble(), 1e-12);
        Assert.Contains("4.0 ± 1.7", Names(figure)[0]);
    }

    [Fact]
    public void Strip_SaysItsRange_SoThatNothingIsLeftToFind()
    {
        (string, IReadOnlyList<double>)[] runs = [("a", [0.01, 1]), ("b", [100])];

        var plain = Figure.Numbers(Figure.At(Figure.Of(Charts.Strip("t", "x", runs)).Layout, "xaxis.range"));
        var log = Figure.Numbers(Figure.At(Figure.Of(Charts.Strip("t", new ChartAxis("x", Log: true), runs)).Layout, "xaxis.range"));

        Assert.InRange(plain[0], -5, 0.01);
        Assert.InRange(plain[1], 100, 105);
        Assert.InRange(log[0], -2.5, -2); // powers of ten
        Assert.InRange(log[1], 2, 2.5);
    }

    [Fact]
    public void Reliability_LeavesEmptyBinsOut_AndNamesTheCalibrationError()
    {
        // (30·|0.8 - 0.9| + 10·|0.5 - 0.4|) / 40 = 0.1
        var figure = Figure.Of(Charts.Reliability("t", ("fit", [new(0.4, 0.5, 10), new(0.6, 0, 0), new(0.9, 0.8, 30)])));

        var observed = figure.Drawn("fit: expected calibration error 0.100").Single();
        Assert.Equal([0.4, 0.9], Figure.Numbers(observed.GetProperty("x")));
        Assert.Equal([0.5, 0.8], Figure.Numbers(observed.GetProperty("y")));
        Assert.Equal(Math.Sqrt(0.25 / 10), Figure.At(observed, "error_y.array")[0].GetDouble(), 1e-4);
        Assert.Equal([25, 75], Figure.Numbers(figure.Drawn("fit").Single().GetProperty("y")));
    }

    [Fact]
    public void ErrorMap_ShowsTheValueAtEachPlace()
    {
        // 1 - the larger posterior of two unit normals at x = -1 and x = 1 is 1 / (1 + exp(2|x|)).
        var figure = Figure.Of(Charts.ErrorMap("t", x => 1 / (1 + exp(2 * x[.., 0].abs())), randn(50, 2, float64), "error"));

        var map = figure.Traces[^1];
        var (x0, step) = (map.GetProperty("x0").GetDouble(), map.GetProperty("dx").GetDouble());
        var row = Figure.Numbers(map.GetProperty("z")[7]);
        Assert.All(row.Index(), cell =>
            Assert.Equal(1 / (1 + Math.Exp(2 * Math.Abs(x0 + cell.Index * step))), cell.Item, 6e-4)); // three decimals
        Assert.Equal(0.5, map.GetProperty("zmax").GetDouble());
    }

    [Fact]
    public void WrongArguments_AreNamedWithWhatTheyWereAndWhatIsRight()
    {
        Throws("methods: expected one or more", () => Charts.Strip("t", "gap"));
        Throws("methods: expected one or more", () => Charts.Strip("t", "gap", ("a", [])));
        Throws("a holds 0: expected numbers above 0", () => Charts.Strip("t", new ChartAxis("gap", Log: true), ("a", [0])));
        Throws("models is empty", () => Charts.Reliability("t"));
        Throws("m has 1 bins and no prediction", () => Charts.Reliability("t", ("m", [new(0.5, 0.5, 0)])));
        Throws("expected a confidence and an accuracy in 0..1", () => Charts.Reliability("t", ("m", [new(50, 0.5, 1)])));
        Throws("the result of value is 2 to 2: expected probabilities", () => Charts.ErrorMap("t", x => x[.., 0] * 0 + 2, randn(5, 2), "p"));
    }

    private static string[] Names(Figure figure) =>
        [.. Figure.At(figure.Layout, "annotations").EnumerateArray().Select(name => name.GetProperty("text").GetString() ?? "")];

    private static void Throws(string message, Func<object> chart) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(chart).Message);
}
