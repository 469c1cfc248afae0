using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class DecisionTests
{
    private static readonly Tensor Samples = tensor(new float[,] { { -1, 0 }, { -0.5f, 0 }, { 1, 0 }, { 0.5f, 0 } });
    private static readonly Tensor Labels = tensor(new long[] { 0, 1, 1, 1 });

    [Fact]
    public void Regions_ColoursTheGridByClassAndCountsTheMisclassified()
    {
        var figure = Figure.Of(Charts.Regions("t", x => (x[.., 0] > 0).to(int64), Samples, Labels));

        Assert.Equal(["class 0", "class 1", "misclassified (1 of 4)"], figure.Legend);
        var row = Figure.Numbers(figure.Traces[0].GetProperty("z")[7]);
        Assert.Equal((0, 1), (row[0], row[^1]));
        Assert.Equal(row.Order(), row);
        Assert.Equal([1, 0.5], Figure.Numbers(figure.Drawn("class 1").Single().GetProperty("x")));
        var wrong = figure.Drawn("misclassified (1 of 4)").Single();
        Assert.Equal([-0.5], Figure.Numbers(wrong.GetProperty("x")));
        Assert.Equal(["class 1, taken for class 0"], Figure.Strings(wrong.GetProperty("text")));
        Assert.Equal("x", figure.Layout.GetProperty("yaxis").GetProperty("scaleanchor").GetString());
    }

    [Fact]
    public void Regions_WhereAllIsRight_SaysSo()
    {
        var figure = Figure.Of(Charts.Regions("t", x => (x[.., 0] > -0.75).to(int64), Samples, Labels));

        Assert.Equal(["class 0", "class 1", "misclassified (0 of 4)"], figure.Legend);
    }

    [Fact]
    public void Regions_OfLogitsInsteadOfClasses_IsRefused() =>
        Throws("the result of classify has shape [4, 2]: expected [4]", () => Charts.Regions("t", x => x, Samples, Labels));

    [Fact]
    public void Confusion_WritesCountAndShareOfTheTrueClassInEachCell()
    {
        var figure = Figure.Of(Charts.Confusion("t", new long[,] { { 3, 1, 0 }, { 0, 0, 0 }, { 1, 1, 1 } }));

        var cells = figure.Traces[0].GetProperty("text");
        var never = figure.Traces[1];
        Assert.Equal(["3<br>75.0 %", "1<br>25.0 %", ""], Figure.Strings(cells[0]));
        Assert.Equal(["class 2", "class 0", "class 1", "class 2"], Figure.Strings(never.GetProperty("x")));
        Assert.Equal(["class 0", "class 1", "class 1", "class 1"], Figure.Strings(never.GetProperty("y")));
        Assert.All(Figure.Strings(never.GetProperty("text")), text => Assert.Equal("0<br>0.0 %", text));
        Assert.Equal("1<br>33.3 %", cells[2][0].GetString());
        Assert.Equal([75, 25, double.NaN], Figure.Numbers(figure.Traces[0].GetProperty("z")[0]));
        Assert.Equal(["class 0", "class 1", "class 2"], Figure.Strings(figure.Traces[0].GetProperty("y")));
        Assert.Equal("reversed", figure.Layout.GetProperty("yaxis").GetProperty("autorange").GetString());
    }

    [Fact]
    public void Confusion_OfCountsThatAreNotAMatrixOfThem_IsRefused()
    {
        Throws("counts has shape [2, 3]: expected [C, C]", () => Charts.Confusion("t", new long[2, 3]));
        Throws("counts has shape [0, 0]", () => Charts.Confusion("t", new long[0, 0]));
        Throws("counts holds -1", () => Charts.Confusion("t", new long[,] { { -1 } }));
    }

    private static void Throws(string message, Func<object> chart) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(chart).Message);
}
