using System.Text.Json;
using Xunit;

namespace Gmm.Tests;

public class LinesTests
{
    private static readonly Series Bic = new("BIC", [1, 2, 3], [30, 10, 20]);

    [Fact]
    public void Lines_DrawEachCurveInItsColour_UnderItsName()
    {
        var figure = Figure.Of(Charts.Lines("t", "components", "criterion", Bic, new Series("AIC", [1, 2], [25, 5]) { Colour = 4 }));

        Assert.Equal(["BIC", "AIC"], figure.Legend);
        Assert.Equal([30, 10, 20], Figure.Numbers(figure.Drawn("BIC").Single().GetProperty("y")));
        Assert.Equal("#0072b2", Figure.At(figure.Drawn("BIC").Single(), "line.color").GetString());
        Assert.Equal("#d55e00", Figure.At(figure.Drawn("AIC").Single(), "line.color").GetString());
        Assert.Equal("components", Figure.At(figure.Layout, "xaxis.title.text").GetString());
        Assert.Equal("criterion", Figure.At(figure.Layout, "yaxis.title.text").GetString());
    }

    [Fact]
    public void AMarkedPoint_IsDrawnAndNamedWithItsValues()
    {
        var figure = Figure.Of(Charts.Lines("t", "components", "criterion", Bic with { Marked = 1 }));

        var winner = figure.Drawn("BIC: 10 at 2").Single();
        Assert.Equal([2], Figure.Numbers(winner.GetProperty("x")));
        Assert.Equal([10], Figure.Numbers(winner.GetProperty("y")));
    }

    [Theory]
    [InlineData(1e-7, "power")]
    [InlineData(1e-2, "none")]
    public void ALogarithmicAxisOfTinyNumbers_IsLabelledWithPowers(double least, string format)
    {
        var figure = Figure.Of(Charts.Lines("t", "x", new ChartAxis("y", Log: true), new Series("s", [1, 2], [least, 1])));

        Assert.Equal(format, Figure.At(figure.Layout, "yaxis.exponentformat").GetString());
    }

    [Fact]
    public void AnError_IsABandFromBelowToAboveTheCurve()
    {
        var figure = Figure.Of(Charts.Lines("t", "x", "y", Bic with { Error = [1, 2, double.NaN] }));

        var band = figure.Traces[0];
        Assert.Equal([1, 2, 2, 1], Figure.Numbers(band.GetProperty("x")));
        Assert.Equal([31, 12, 8, 29], Figure.Numbers(band.GetProperty("y")));
        Assert.Equal("toself", band.GetProperty("fill").GetString());
    }

    [Fact]
    public void Marks_AreLinesAcrossTheChart_InTheLegendWithTheirValues()
    {
        var x = new ChartAxis("components") { Marks = [("true", 8)] };
        var y = new ChartAxis("criterion") { Marks = [("goal", 15)] };

        var lines = Figure.Of(Charts.Lines("t", x, y, Bic)).Layout.GetProperty("shapes").EnumerateArray().ToArray();

        Assert.Equal(["true: 8", "goal: 15"], lines.Select(l => l.GetProperty("name").GetString()));
        Assert.Equal((8, 8, "paper", 0, 1), Ends(lines[0], "x", "y"));
        Assert.Equal((15, 15, "paper", 0, 1), Ends(lines[1], "y", "x"));

        static (double, double, string?, double, double) Ends(JsonElement line, string along, string across) => (
            line.GetProperty($"{along}0").GetDouble(), line.GetProperty($"{along}1").GetDouble(),
            line.GetProperty($"{across}ref").GetString(),
            line.GetProperty($"{across}0").GetDouble(), line.GetProperty($"{across}1").GetDouble());
    }

    [Fact]
    public void ALogarithmicAxis_IsOne()
    {
        var layout = Figure.Of(Charts.Lines("t", new ChartAxis("rate", Log: true), "gap", Bic)).Layout;

        Assert.Equal("log", Figure.At(layout, "xaxis.type").GetString());
        Assert.Equal("linear", Figure.At(layout, "yaxis.type").GetString());
    }

    [Fact]
    public void ANumberThatIsNotFinite_LeavesAGap()
    {
        var figure = Figure.Of(Charts.Lines("t", "x", "y", new Series("s", [1, 2, 3], [1, double.NaN, 3])));

        Assert.Equal([1, double.NaN, 3], Figure.Numbers(figure.Traces[0].GetProperty("y")));
    }

    [Fact]
    public void WrongArguments_AreNamedWithWhatTheyWereAndWhatIsRight()
    {
        Throws("series is empty", () => Charts.Lines("t", "x", "y"));
        Throws("BIC Y has 1 numbers: expected 3", () => Lines(Bic with { Y = [1] }));
        Throws("BIC Error has 2 numbers: expected 3", () => Lines(Bic with { Error = [1, 2] }));
        Throws("BIC Marked is 3: expected the index of a finite point, 0..2", () => Lines(Bic with { Marked = 3 }));
        Throws("BIC X has 1 numbers: expected one or more, all finite", () => Lines(Bic with { X = [double.NaN], Y = [1] }));
        Throws(
            "BIC Y holds -1: expected numbers above 0 for the logarithmic axis \"y\"",
            () => Charts.Lines("t", "x", new ChartAxis("y", Log: true), Bic with { Y = [1, -1, 1] }));

        static object Lines(Series series) => Charts.Lines("t", "x", "y", series);
    }

    private static void Throws(string message, Func<object> chart) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(chart).Message);
}
