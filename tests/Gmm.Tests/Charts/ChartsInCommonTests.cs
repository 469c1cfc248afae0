using Plotly.NET.CSharp;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class ChartsInCommonTests
{
    [Fact]
    public void NoChart_LeavesATensorBehind()
    {
        var (samples, labels) = (randn(50, 2), arange(50) % 3);
        var mixture = new Ellipses("m", randn(3, 2), ones(3, 2), ones(3));
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        Charts.Groups("t", ("A", samples));
        Charts.Classes("t", samples, labels);
        Charts.Coloured("t", samples, labels, "v");
        Charts.Contours("t", x => x.square().sum(1), samples, mixture);
        Charts.EllipsesOver("t", samples, mixture);
        Charts.Animation("t", samples, [new AnimationFrame("a", mixture)], labels);
        Charts.ErrorMap("t", x => x[.., 0].sigmoid(), samples, "p");
        Charts.Regions("t", x => (x[.., 0] > 0).to(int64), samples, labels);

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Colours_BelongToTheThemeExceptThoseOfData()
    {
        var layout = Figure.Of(Charts.Groups("t", ("A", randn(5, 2)))).Layout;

        Assert.False(layout.TryGetProperty("font", out _));
        Assert.False(layout.TryGetProperty("paper_bgcolor", out _));
        Assert.Equal("rgba(0,0,0,0)", Figure.At(layout, "template.layout.paper_bgcolor").GetString());
    }

    [Fact]
    public void Charts_CombineWithPlotlysOwn()
    {
        var mean = Chart.Point<double, double, string>([0.5], [0.5], Name: "mean");

        var figure = Figure.Of(Chart.Combine([Charts.Groups("t", ("A", randn(5, 2))), mean]).WithSize(400, 300));

        Assert.Contains("mean", figure.Legend);
        Assert.Equal("t", figure.Title);
        Assert.Equal(400, figure.Layout.GetProperty("width").GetInt32());
    }
}
