using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>
/// Large samples follow the mixture they are drawn from. Oracle: the closed form of the mixture's distribution function and
/// moments. Weights are unnormalised, as the article passes them.
/// </summary>
public class SamplingTests
{
    private const int N = 100_000;

    // P(√N · D > c) → 2 exp(-2c²) for large N: a right sampler exceeds this for one seed in ten thousand.
    private static readonly double KolmogorovQuantile = Math.Sqrt(Math.Log(2 / 1e-4) / 2);

    private static readonly double[] Weights = [0.5, 2.0, 1.5]; // 1/8, 1/2, 3/8
    private static readonly double[] Means = [-2.0, 0.0, 1.0];
    private static readonly double[] Stdevs = [0.3, 1.0, 0.1];

    private static readonly double[,] PlaneMeans = { { -1, 2 }, { 0.5, 0.5 }, { 2, -1 } };
    private static readonly double[,] PlaneStdevs = { { 0.2, 0.6 }, { 1.5, 0.1 }, { 0.4, 0.4 } };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void OneAxis_FollowsTheMixturesDistributionFunction(long seed)
    {
        manual_seed(seed);
        using var mixture = OnALine(tensor(Means), tensor(Stdevs));

        Assert.InRange(KolmogorovSmirnov(mixture.sample(N), mixture), 0, KolmogorovQuantile);
    }

    /// <summary>
    /// A component projected on a direction u is Normal(u·μ, √Σ u²σ²). The oblique directions see what the axes do not: a
    /// draw that takes its axes from two components.
    /// </summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, -2)]
    public void TwoAxes_ProjectedOnADirection_FollowTheProjectedMixture(double across, double up)
    {
        manual_seed(0);
        using var mixture = InThePlane();
        var u = tensor(new[] { across, up });
        using var projected = OnALine(
            tensor(PlaneMeans).matmul(u), tensor(PlaneStdevs).square().matmul(u.square()).sqrt());

        Assert.InRange(KolmogorovSmirnov(mixture.sample(N).matmul(u), projected), 0, KolmogorovQuantile);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void MeanAndVariance_AreWithinTheirStandardErrors(long seed)
    {
        manual_seed(seed);
        using var mixture = InThePlane();
        var x = mixture.sample(N);

        for (int d = 0; d < 2; d++)
        {
            var (mean, variance, fourth) = CentralMoments(d);
            var own = x.select(1, d);

            // A right sampler exceeds 4.5 standard errors for one seed in 150 000.
            Assert.Equal(mean, own.mean().item<double>(), 4.5 * Math.Sqrt(variance / N));
            Assert.Equal(variance, own.var().item<double>(), 4.5 * Math.Sqrt((fourth - (variance * variance)) / N));
        }
    }

    private static MixtureSameFamily OnALine(Tensor means, Tensor stdevs) =>
        new(distributions.Categorical(tensor(Weights)), distributions.Normal(means, stdevs));

    private static MixtureSameFamily InThePlane() => new(
        distributions.Categorical(tensor(Weights)),
        distributions.Independent(distributions.Normal(tensor(PlaneMeans), tensor(PlaneStdevs)), 1));

    /// <summary>√N times the largest distance between the sample's distribution function, a staircase, and the mixture's.</summary>
    private static double KolmogorovSmirnov(Tensor sample, MixtureSameFamily mixture)
    {
        var cdf = mixture.cdf(sample.sort().Values);
        var step = arange(N, dtype: float64);
        var above = (cdf - (step / N)).max();
        var below = (((step + 1) / N) - cdf).max();
        return Math.Sqrt(N) * maximum(above, below).item<double>();
    }

    /// <summary>Mean, variance and fourth central moment of the plane's mixture along one axis.</summary>
    private static (double Mean, double Variance, double Fourth) CentralMoments(int d)
    {
        double[] weights = [.. Weights.Select(w => w / Weights.Sum())];
        double mean = weights.Select((w, k) => w * PlaneMeans[k, d]).Sum();
        double variance = Average((δ, σ) => (δ * δ) + (σ * σ));
        double fourth = Average((δ, σ) => Math.Pow(δ, 4) + (6 * δ * δ * σ * σ) + (3 * Math.Pow(σ, 4)));
        return (mean, variance, fourth);

        double Average(Func<double, double, double> of) => weights.Select((w, k) => w * of(PlaneMeans[k, d] - mean, PlaneStdevs[k, d])).Sum();
    }
}
