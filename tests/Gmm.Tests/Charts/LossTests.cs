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

        Assert.Equal(["true density 1.9021", "article 1.9104", "minimum 1.9134 at iteration 2"], figure.Legend);
        Assert.Equal([1.9021, 1.9021], Figure.Numbers(figure.Drawn("true density 1.9021").Single().GetProperty("y")));
        Assert.Equal(4, figure.Traces.Select(t => t.GetRawText().Split("\"color\":\"")[1][..7]).Distinct().Count());
        Assert.Equal("iteration", figure.Layout.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("loss", figure.Layout.GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
    }

    [Fact]
    public void Loss_ThatIsNotFinite_LeavesAGap()
    {
        var figure = Figure.Of(Charts.Loss("t", [3, double.NaN, 2, double.PositiveInfinity]));

        Assert.Equal([3, double.NaN, 2, double.NaN], Figure.Numbers(figure.Traces[0].GetProperty("y")));
        Assert.Equal(["minimum 2 at iteration 3"], figure.Legend);
    }

    [Theory]
    [InlineData(new double[0], "losses has 0 numbers")]
    [InlineData(new[] { double.NaN }, "losses has 1 numbers, none of them finite")]
    public void Loss_WithoutAFiniteNumber_IsRefused(double[] losses, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Charts.Loss("t", losses)).Message);
}
