using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle: five predictions of class 0, counted by hand; and two unit normals, whose curve has a closed form.</summary>
public class RejectOptionTests
{
    private static RejectOption ByHand()
    {
        var p = tensor(new[] { 0.7, 0.9, 0.6, 0.8, 0.8 });
        return new(stack([p, 1 - p], dim: 1).log(), tensor(new long[] { 0, 0, 1, 1, 0 }));
    }

    [Fact]
    public void Curve_GoesFromTheSurestToAll_EqualsTogether()
    {
        var curve = ByHand().Curve;

        Assert.Equal([0.9, 0.8, 0.7, 0.6], curve.Select(p => Math.Round(p.Threshold, 12)));
        Assert.Equal([0.2, 0.6, 0.8, 1], curve.Select(p => p.Coverage));
        Assert.Equal([1, 2 / 3.0, 3 / 4.0, 3 / 5.0], curve.Select(p => p.Accuracy));
    }

    [Theory]
    [InlineData(0.2, 0.2)]
    [InlineData(0.3, 0.6)]
    [InlineData(0.8, 0.8)]
    [InlineData(1, 1)]
    public void AtCoverage_AnswersAtLeastThatMany(double wanted, double answered) =>
        Assert.Equal(answered, ByHand().AtCoverage(wanted).Coverage);

    [Fact]
    public void ForAccuracy_AnswersAsManyAsItCan()
    {
        Assert.Equal(0.8, ByHand().ForAccuracy(0.7)!.Coverage);     // 2/3 at 0.6, but 3/4 at 0.8
        Assert.Equal(0.2, ByHand().ForAccuracy(0.99)!.Coverage);
        Assert.Equal(1, ByHand().ForAccuracy(0.6)!.Coverage);
    }

    [Fact]
    public void ForAccuracy_WhereEvenTheSurestAreWrong_IsNull()
    {
        var wrong = new RejectOption(tensor(new[,] { { 3.0, 0 }, { 1, 0 } }), tensor(new long[] { 1, 0 }));

        Assert.Null(wrong.ForAccuracy(0.9));
    }

    [Fact]
    public void TwoUnitNormals_FollowTheirClosedForm()
    {
        manual_seed(0);
        const int N = 100_000;
        var x = cat([randn(N, float64) - 1, randn(N, float64) + 1]);
        var labels = cat([zeros(N, int64), ones(N, int64)]);
        var reject = new RejectOption(stack([-2 * x, zeros(2 * N, float64)], dim: 1), labels);

        // Answered where |x| > 1: Φ(-2) of a class on the wrong side, Φ(0) on its own.
        double threshold = 1 / (1 + Math.Exp(-2));
        var point = reject.Curve.Last(p => p.Threshold >= threshold);
        Assert.Equal(0.5 + 0.022750, point.Coverage, 5 * 0.5 / Math.Sqrt(2 * N));
        Assert.Equal(0.5 / 0.522750, point.Accuracy, 5 * 0.21 / Math.Sqrt(N));
    }

    [Fact]
    public void BadInput_IsRefusedByName()
    {
        Assert.Equal("logPosterior", Refused(() => new RejectOption(zeros(2), zeros(2, int64))));
        Assert.Equal("labels", Refused(() => new RejectOption(zeros(2, 3), zeros(1, int64))));
        Assert.Equal("coverage", Refused(() => ByHand().AtCoverage(0)));
        Assert.Equal("accuracy", Refused(() => ByHand().ForAccuracy(double.NaN)));
        Assert.Equal("accuracy", Refused(() => ByHand().ForAccuracy(95)));

        static string? Refused(Func<object?> make) => Assert.ThrowsAny<ArgumentException>(make).ParamName;
    }
}
