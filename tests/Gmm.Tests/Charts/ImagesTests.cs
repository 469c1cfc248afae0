using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class ImagesTests
{
    private static readonly Tensor Three = arange(12, dtype: float64).reshape(3, 2, 2);

    [Fact]
    public void Images_LieRowByRow_WithGapsBetweenThem()
    {
        var map = Figure.Of(Charts.Images("t", Three, ["a", "b", "c"], columns: 2)).Traces.Single();

        double gap = double.NaN;
        var rows = map.GetProperty("z").EnumerateArray().Select(Figure.Numbers).ToArray();
        Assert.Equal([0, 1, gap, 4, 5], rows[0]);
        Assert.Equal([2, 3, gap, 6, 7], rows[1]);
        Assert.All(rows[2..6], row => Assert.All(row, pixel => Assert.Equal(gap, pixel)));
        Assert.Equal([8, 9, gap, gap, gap], rows[6]);
    }

    [Fact]
    public void Images_AreCappedAtPaperAndBlack()
    {
        var map = Figure.Of(Charts.Images("t", tensor(new double[,,] { { { -3, 2.5, 99 } } }), ["a"], darkest: 4)).Traces.Single();

        Assert.Equal([0, 2.5, 4], Figure.Numbers(map.GetProperty("z")[0]));
        Assert.Equal(4, map.GetProperty("zmax").GetDouble());
    }

    [Fact]
    public void Captions_StandBelowTheirImages_AndInItsName()
    {
        var figure = Figure.Of(Charts.Images("t", Three, ["3", "8", "3 → 8"], columns: 2));

        var words = figure.Layout.GetProperty("annotations").EnumerateArray().ToArray();
        Assert.Equal(["3", "8", "3 → 8"], words.Select(w => w.GetProperty("text").GetString()));
        Assert.Equal([0.5, 3.5, 0.5], words.Select(w => w.GetProperty("x").GetDouble()));
        Assert.Equal("3 pictures, row by row: 3, 8, 3 → 8", figure.Traces.Single().GetProperty("name").GetString());
    }

    [Fact]
    public void NoTensor_IsLeftBehind()
    {
        var images = arange(12, dtype: float32).reshape(3, 2, 2);
        var before = TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        Charts.Images("t", images, ["a", "b", "c"]);

        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void WrongArguments_AreNamedWithWhatTheyWereAndWhatIsRight()
    {
        Throws("images has shape [3, 4]: expected [N, H, W]", () => Charts.Images("t", Three.reshape(3, 4), ["a"]));
        Throws("captions has 1 entries: expected 3", () => Charts.Images("t", Three, ["a"]));
        Throws("images holds NaN", () => Charts.Images("t", Three / 0, ["a", "b", "c"]));
        Assert.Throws<ArgumentOutOfRangeException>("darkest", () => Charts.Images("t", Three, ["a", "b", "c"], darkest: 0));
    }

    private static void Throws(string message, Func<object> chart) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(chart).Message);
}
