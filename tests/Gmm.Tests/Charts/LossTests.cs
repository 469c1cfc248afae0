using Xunit;

namespace Gmm.Tests;

public class LossTests
{
    [Fact]
    public void Loss_OfManyIterations_IsThinnedButKeepsItsEndsAndExtremes()
    {
        var random = new Random(1);
        var losses = Enumerable.Range(0, 20_000).Select(i => 2 + Math.Exp(-i / 900.0) + 0.01 * random.NextDouble()).ToArray();
        (losses[7_777], losses[12_345]) = (1.5, 9.5);

        var figure = Figure.Of(Charts.Loss("t", losses));

        var x = Figure.Numbers(figure.Traces[0].GetProperty("x"));
        var y = Figure.Numbers(figure.Traces[0].GetProperty("y"));
        Assert.InRange(x.Length, 500, 2002);
        Assert.Equal(x.Order(), x);
        Assert.Equal((1, 20_000), (x[0], x[^1]));
        Assert.Equal(1.5, y[Array.IndexOf(x, 7_778)]);
        Assert.Equal(9.5, y[Array.IndexOf(x, 12_346)]);
        Assert.Equal(losses[^1], y[^1], 4);
    }

    [Fact]
    public void Loss_OfFewIterations_IsDrawnWhole()
    {
        var figure = Figure.Of(Charts.Loss("t", [3, 2, 2.5]));

        Assert.Equal([3, 2, 2.5], Figure.Numbers(figure.Traces[0].GetProperty("y")));
    }

    [Fact]
    public void Loss_NamesReferencesAndMinimumWithTheirValues()
    {
        var figure = Figure.Of(Charts.Loss("t", [3, 1.9134, 2], ("true density", 1.9021), ("article", 1.91043)));

        Assert.Equal(["lowest loss", "lowest loss: 1.9134 at 2"], figure.Legend);
        var lines = figure.Layout.GetProperty("shapes").EnumerateArray().ToArray();
        Assert.Equal(["true density: 1.9021", "article: 1.9104"], lines.Select(line => line.GetProperty("name").GetString()));
        Assert.Equal([1.9021, 1.91043], lines.Select(line => line.GetProperty("y0").GetDouble()));
        Assert.All(lines, line => Assert.True(line.GetProperty("showlegend").GetBoolean()));
        Assert.NotEqual(lines[0].GetProperty("line").GetRawText(), lines[1].GetProperty("line").GetRawText());
        Assert.Equal("iteration", figure.Layout.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("loss", figure.Layout.GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
    }

    [Fact]
    public void Loss_ThatIsNotFinite_LeavesAGap()
    {
        var figure = Figure.Of(Charts.Loss("t", [3, double.NaN, 2, double.PositiveInfinity]));

        Assert.Equal([3, double.NaN, 2, double.NaN], Figure.Numbers(figure.Traces[0].GetProperty("y")));
        Assert.Contains("lowest loss: 2 at 3", figure.Legend);
    }

    [Theory]
    [InlineData(new double[0], "losses has 0 numbers")]
    [InlineData(new[] { double.NaN }, "losses has 1 numbers, none of them finite")]
    public void Loss_WithoutAFiniteNumber_IsRefused(double[] losses, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Charts.Loss("t", losses)).Message);
}
