using System.Text.Json;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class ScatterTests
{
    [Fact]
    public void Groups_DrawsEachGroupTranslucentWithAnOpaqueLegendEntry()
    {
        var figure = Figure.Of(Charts.Groups("Two clouds", ("A", randn(50, 2)), ("B", randn(70, 2))));

        Assert.Equal("Two clouds", figure.Title);
        Assert.Equal(["A", "B"], figure.Legend);
        var cloud = Assert.Single(figure.Drawn("B"));
        Assert.Equal(70, cloud.GetProperty("x").GetArrayLength());
        Assert.InRange(cloud.GetProperty("marker").GetProperty("opacity").GetDouble(), 0.2, 0.35);
        var entry = figure.Traces.Last(t => t.GetProperty("legendgroup").GetString() == "B");
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("x")[0].ValueKind);
        Assert.False(entry.GetProperty("marker").TryGetProperty("opacity", out _));
    }

    [Fact]
    public void ChartsOfThePlane_HaveEqualAxisScalesAndCoverTheirPoints()
    {
        var figure = Figure.Of(Charts.Groups("t", ("wide", tensor(new float[,] { { -30, 1 }, { 50, 2 } }))));

        Assert.Equal("x", figure.Layout.GetProperty("yaxis").GetProperty("scaleanchor").GetString());
        var x = Figure.Numbers(Figure.At(figure.Layout, "xaxis.range"));
        var y = Figure.Numbers(Figure.At(figure.Layout, "yaxis.range"));
        Assert.True(x[0] < -30 && x[1] > 50 && y[0] < 1 && y[1] > 2);
        Assert.Equal(x[1] - x[0], y[1] - y[0], 6);
    }

    [Fact]
    public void Classes_GivesEachClassItsOwnColourInLabelOrder()
    {
        var labels = arange(100) % 7;

        var figure = Figure.Of(Charts.Classes("t", randn(100, 2), labels));

        Assert.Equal(["class 0", "class 1", "class 2", "class 3", "class 4", "class 5", "class 6"], figure.Legend);
        var colours = figure.Legend.Select(name => Figure.At(figure.Drawn(name).Single(), "marker.color").GetString());
        Assert.Equal(7, colours.Distinct().Count());
    }

    [Fact]
    public void Classes_NamesThoseThatOccur_HoweverLargeTheirNumbers()
    {
        var figure = Figure.Of(Charts.Classes("t", randn(3, 2), tensor(new long[] { 10, 999_999, 10 })));

        Assert.Equal(["class 10", "class 999999"], figure.Legend);
    }

    [Fact]
    public void Coloured_DrawsFromLowToHighWithATitledColourBar()
    {
        var samples = tensor(new float[,] { { 1, 10 }, { 2, 20 }, { 3, 30 } });

        var figure = Figure.Of(Charts.Coloured("t", samples, tensor(new[] { 0.5, 0.1, 0.3 }), "density"));

        var trace = Assert.Single(figure.Traces);
        Assert.Equal([0.1, 0.3, 0.5], Figure.Numbers(trace.GetProperty("marker").GetProperty("color")));
        Assert.Equal([2, 3, 1], Figure.Numbers(trace.GetProperty("x")));
        Assert.Equal([20, 30, 10], Figure.Numbers(trace.GetProperty("y")));
        Assert.Equal("density", Figure.At(trace, "marker.colorbar.title.text").GetString());
        Assert.Contains("density", trace.GetProperty("hovertemplate").GetString());
    }

    [Fact]
    public void TenThousandSamples_StaySvgAndUnder200Kilobytes()
    {
        var figure = Figure.Of(Charts.Classes("t", randn(10_000, 2), arange(10_000) % 5));

        Assert.All(figure.Traces, t => Assert.Equal("scatter", t.GetProperty("type").GetString()));
        Assert.InRange(figure.Size, 100_000, 200_000);
    }

    [Fact]
    public void Samples_OfAnyNumberTypeAndLayoutAndWithGradients_AreDrawn()
    {
        var expected = tensor(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
        var wide = expected.repeat(1, 2);

        Tensor[] kinds =
        [
            expected.to(float64),
            expected.to(float16),
            expected.t().contiguous().t(),
            wide[.., ..2],
            expected.clone().requires_grad_(),
        ];
        foreach (var samples in kinds)
        {
            var trace = Figure.Of(Charts.Groups("t", ("A", samples))).Drawn("A").Single();
            Assert.Equal([1, 3, 5], Figure.Numbers(trace.GetProperty("x")));
            Assert.Equal([2, 4, 6], Figure.Numbers(trace.GetProperty("y")));
        }
    }

    [Fact]
    public void WrongArguments_AreNamedWithWhatTheyWereAndWhatIsRight()
    {
        Throws("groups \"A\" has shape [5, 3]: expected [N, 2]", () => Charts.Groups("t", ("A", zeros(5, 3))));
        Throws("groups \"A\" has shape [5]: expected [N, 2]", () => Charts.Groups("t", ("A", zeros(5))));
        Throws("groups \"A\" has shape [0, 2]", () => Charts.Groups("t", ("A", zeros(0, 2))));
        Throws("groups is empty", () => Charts.Groups("t"));
        Throws("groups \"A\" holds NaN", () => Charts.Groups("t", ("A", full(2, 2, float.NaN))));
        Throws("labels has shape [4]: expected [5]", () => Charts.Classes("t", zeros(5, 2), zeros(4)));
        Throws("labels holds -1", () => Charts.Classes("t", zeros(1, 2), tensor(new long[] { -1 })));
        Throws("labels holds 0.5", () => Charts.Classes("t", zeros(1, 2), tensor(new[] { 0.5 })));
        Throws("values has shape [5, 1]: expected [5]", () => Charts.Coloured("t", zeros(5, 2), zeros(5, 1), "p"));
    }

    private static void Throws(string message, Func<object> chart) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(chart).Message);
}
