using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle: a unit normal, whose density orders samples by their distance from 0.</summary>
public class NoveltyDetectorTests
{
    private static readonly MixtureSameFamily UnitNormal = new(
        distributions.Categorical(ones(1, float64)),
        distributions.Independent(distributions.Normal(zeros(1, 1, float64), ones(1, 1, float64)), 1));

    private static Tensor Points(params double[] x) => tensor(x).unsqueeze(1);

    [Fact]
    public void Threshold_LeavesTheQuantileBelow()
    {
        var detector = new NoveltyDetector(UnitNormal, Points(0, 1, -2, 3, -4, 5, -6, 7, -8, 9), quantile: 0.3);

        Assert.Equal((-0.5 * 36) - (0.5 * Math.Log(2 * Math.PI)), detector.Threshold, 1e-12);   // 7, 8 and 9 are farther than 6
        Assert.Equal(0.3, detector.ShareFlagged(Points(0, 1, -2, 3, -4, 5, -6, 7, -8, 9)), 1e-12);
        Assert.Equal([false, true, true], detector.IsNovel(Points(5.9, 6.1, -100)).data<bool>().ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2 / 3.0)]
    public void Quantile_AtItsEnds_FlagsNoneOrAllButTheLast(double quantile, double share) =>
        Assert.Equal(share, new NoveltyDetector(UnitNormal, Points(1, 2, 3), quantile).ShareFlagged(Points(1, 2, 3)), 1e-12);

    [Fact]
    public void ShareFlagged_OfFreshSamples_IsTheQuantile()
    {
        manual_seed(0);
        const int N = 20_000;

        var detector = new NoveltyDetector(UnitNormal, randn(N, 1, float64), quantile: 0.05);

        // Both the threshold and the share vary by √(q(1-q) / N).
        Assert.Equal(0.05, detector.ShareFlagged(randn(N, 1, float64)), 5 * Math.Sqrt(2 * 0.05 * 0.95 / N));
    }

    [Fact]
    public void Auroc_CountsPairs_TiesHalf()
    {
        var detector = new NoveltyDetector(UnitNormal, Points(0, 1));

        Assert.Equal(1, detector.Auroc(Points(0, 1), Points(2, -3)));
        Assert.Equal(0, detector.Auroc(Points(2, -3), Points(0, 1)));
        Assert.Equal(0.5, detector.Auroc(Points(1, 2), Points(-1, -2)));
        Assert.Equal((2 + 1.5 + 0) / 6, detector.Auroc(Points(0, 1, 5), Points(-1, 3)), 1e-12);
    }

    [Fact]
    public void BadInput_IsRefusedByName()
    {
        Assert.Equal("quantile", Refused(() => new NoveltyDetector(UnitNormal, Points(0), quantile: 1.5)));
        Assert.Equal("x", Refused(() => new NoveltyDetector(UnitNormal, zeros(0, 1, float64))));
        Assert.Equal("x", Refused(() => new NoveltyDetector(UnitNormal, Points(0)).IsNovel(zeros(3, 2, float64))));

        static string? Refused(Func<object> make) => Assert.ThrowsAny<ArgumentException>(make).ParamName;
    }
}
