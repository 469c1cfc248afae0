using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracles: the closed form in double precision, and identities of mixtures.</summary>
public class MixtureSameFamilyTests
{
    private const double Float64Tolerance = 1e-12; // a few thousand roundings of 1e-16

    private static readonly double[] Weights = [1, 3]; // unnormalised: 0.25 and 0.75
    private static readonly double[,] Means = { { -0.5, -0.5 }, { 0.5, 1.5 } };
    private static readonly double[,] Stdevs = { { 0.25, 0.5 }, { 1.0, 2.0 } };

    private static MixtureSameFamily TwoComponents() => new(
        distributions.Categorical(tensor(Weights)),
        distributions.Independent(distributions.Normal(tensor(Means), tensor(Stdevs)), 1));

    private static double NormalDensity(double x, double mean, double stdev) =>
        Math.Exp(-0.5 * Math.Pow((x - mean) / stdev, 2)) / (stdev * Math.Sqrt(2 * Math.PI));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-0.5, -0.5)]
    [InlineData(2, -3)]
    public void LogProb_IsTheLogOfTheWeightedSumOfDensities(double x, double y)
    {
        using var mixture = TwoComponents();

        double density = Enumerable.Range(0, 2).Sum(k =>
            Weights[k] / 4 * NormalDensity(x, Means[k, 0], Stdevs[k, 0]) * NormalDensity(y, Means[k, 1], Stdevs[k, 1]));

        Assert.Equal(Math.Log(density), mixture.log_prob(tensor(new[] { x, y })).item<double>(), Float64Tolerance);
    }

    [Fact]
    public void LogProb_FarAway_IsTheNearestComponentsAndNotMinusInfinity()
    {
        using var mixture = TwoComponents();
        var far = tensor(new[] { 1000.0, 1000.0 });

        // The wide component wins by so much that the other's share is below the last digit.
        double expected = Math.Log(0.75) - (0.5 * (Math.Pow(999.5, 2) + Math.Pow(998.5 / 2, 2))) - Math.Log(2 * Math.PI * 1 * 2);

        Assert.Equal(1, mixture.log_prob(far).item<double>() / expected, Float64Tolerance);
    }

    [Fact]
    public void LogProb_OfASingleComponent_IsTheNormalLogDensity()
    {
        using var normal = distributions.Independent(distributions.Normal(zeros(1, 3, dtype: float64), ones(1, 3, dtype: float64)), 1);
        using var mixture = new MixtureSameFamily(distributions.Categorical(ones(1, dtype: float64)), normal);
        var x = randn(10, 3, dtype: float64);

        TensorAssert.Close(-0.5 * x.square().sum(-1) - 1.5 * Math.Log(2 * Math.PI), mixture.log_prob(x), Float64Tolerance);
    }

    [Fact]
    public void LogProb_OfAZeroWeightComponent_IgnoresIt()
    {
        using var mixture = new MixtureSameFamily(
            distributions.Categorical(tensor(new[] { 1.0, 0.0 })),
            distributions.Independent(distributions.Normal(tensor(Means), tensor(Stdevs)), 1));
        using var alone = distributions.Independent(
            distributions.Normal(tensor(new[] { -0.5, -0.5 }), tensor(new[] { 0.25, 0.5 })), 1);
        var near = tensor(new[,] { { -0.5, -0.5 }, { -0.4, -0.2 } });

        // Categorical clamps a probability of 0 to the dtype's 2.2e-16.
        TensorAssert.Close(alone.log_prob(near), mixture.log_prob(near), 1e-14);
    }

    [Fact]
    public void Mean_IsTheWeightedMeanOfTheComponentMeans()
    {
        using var mixture = TwoComponents();

        TensorAssert.Close(tensor(new[] { 0.25, 1.0 }), mixture.mean, Float64Tolerance);
    }

    [Fact]
    public void Variance_IsWithinPlusBetweenComponents()
    {
        using var mixture = TwoComponents();

        // Σ π σ² + Σ π (μ - mean)²
        double first = (0.25 * 0.0625) + (0.75 * 1) + (0.25 * 0.5625) + (0.75 * 0.0625);
        double second = (0.25 * 0.25) + (0.75 * 4) + (0.25 * 2.25) + (0.75 * 0.25);
        TensorAssert.Close(tensor(new[] { first, second }), mixture.variance, Float64Tolerance);
    }

    [Fact]
    public void Cdf_OfAUnivariateMixture_IsTheWeightedSumOfNormalCdfs()
    {
        using var mixture = new MixtureSameFamily(
            distributions.Categorical(tensor(new[] { 1.0, 1.0 })),
            distributions.Normal(tensor(new[] { -1.0, 1.0 }), tensor(new[] { 0.5, 0.5 })));

        // Symmetric around 0; 1.5 lies one standard deviation above the upper mean and five above the lower one.
        double above = (0.158655253931457 + 2.86651571879194e-7) / 2;
        TensorAssert.Close(tensor(new[] { 0.5, 1 - above }), mixture.cdf(tensor(new[] { 0.0, 1.5 })), Float64Tolerance);
    }

    [Fact]
    public void Batch_OfMixtures_EqualsEachMixtureAlone()
    {
        var weights = tensor(new[,] { { 1.0, 2.0, 3.0 }, { 1.0, 1.0, 0.5 } });                    // [B = 2, K = 3]
        var means = randn(2, 3, 4, dtype: float64);                                               // [B, K, D = 4]
        var stdevs = rand(2, 3, 4, dtype: float64) + 0.1;
        using var batch = new MixtureSameFamily(
            distributions.Categorical(weights), distributions.Independent(distributions.Normal(means, stdevs), 1));
        var x = randn(7, 2, 4, dtype: float64);                                                   // [S, B, D]

        Assert.Equal([2], batch.batch_shape.Shape);
        Assert.Equal([4], batch.event_shape.Shape);
        Assert.Equal([5, 2, 4], batch.sample(5).shape);
        for (int b = 0; b < 2; b++)
        {
            using var one = new MixtureSameFamily(
                distributions.Categorical(weights[b]), distributions.Independent(distributions.Normal(means[b], stdevs[b]), 1));
            TensorAssert.Close(one.log_prob(x[TensorIndex.Colon, b]), batch.log_prob(x)[TensorIndex.Colon, b], Float64Tolerance);
            TensorAssert.Close(one.mean, batch.mean[b], Float64Tolerance);
            TensorAssert.Close(one.variance, batch.variance[b], Float64Tolerance);
        }
    }

    [Fact]
    public void Sample_HasTheMomentsAndTheWeightsOfTheMixture()
    {
        manual_seed(0);
        using var mixture = TwoComponents();
        var x = mixture.sample(200_000);

        Assert.Equal([200_000, 2], x.shape);
        // Five standard errors: the largest variance is 3.8, that of the squares about 40.
        TensorAssert.Close(mixture.mean, x.mean([0]), 5 * Math.Sqrt(3.8 / 200_000));
        TensorAssert.Close(mixture.variance, x.var(0), 5 * Math.Sqrt(40.0 / 200_000));
    }

    [Fact]
    public void Sample_KeepsEachDrawWithinOneComponent()
    {
        manual_seed(0);
        using var mixture = new MixtureSameFamily(
            distributions.Categorical(tensor(new[] { 1f, 3f })),
            distributions.Independent(distributions.Normal(tensor(new[,] { { -9f, -9f }, { 9f, 9f } }), ones(2, 2)), 1));
        var x = mixture.sample(40, 100);

        Assert.Equal([40, 100, 2], x.shape);
        Assert.True((x.select(-1, 0).sign() == x.select(-1, 1).sign()).all().item<bool>(), "a draw mixed the axes of two components");
        double share = x.select(-1, 0).gt(0).to(float64).mean().item<double>();
        Assert.Equal(0.75, share, 5 * Math.Sqrt(0.75 * 0.25 / 4000));
    }

    [Fact]
    public void Sample_PassesNoGradient()
    {
        var means = tensor(Means, requires_grad: true);
        using var mixture = new MixtureSameFamily(
            distributions.Categorical(tensor(Weights)), distributions.Independent(distributions.Normal(means, tensor(Stdevs)), 1));

        Assert.False(mixture.sample(3).requires_grad);
        Assert.True(mixture.log_prob(zeros(2, dtype: float64)).requires_grad);
    }

    [Fact]
    public void Rsample_RefusesAndNamesTheWayOut()
    {
        using var mixture = TwoComponents();

        Assert.Contains("sample()", Assert.Throws<NotSupportedException>(() => mixture.rsample(3)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(mixture.entropy);
    }

    [Fact]
    public void Expand_AddsBatchAxesAndChangesNoDensity()
    {
        using var mixture = TwoComponents();
        using var expanded = (MixtureSameFamily)mixture.expand(new Size([3]));
        var x = randn(5, 3, 2, dtype: float64);

        Assert.Equal([3], expanded.batch_shape.Shape);
        Assert.Equal([4, 3, 2], expanded.sample(4).shape);
        TensorAssert.Close(mixture.log_prob(x), expanded.log_prob(x), Float64Tolerance);
    }

    [Fact]
    public void Constructor_WithComponentsOfAnotherCount_NamesBothShapes()
    {
        using var weights = distributions.Categorical(ones(3));
        using var components = distributions.Independent(distributions.Normal(zeros(2, 2), ones(2, 2)), 1);

        var error = Assert.Throws<ArgumentException>(() => new MixtureSameFamily(weights, components));

        Assert.Equal("component_distribution", error.ParamName);
        Assert.Contains("[2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_LeavesNoTensorAlive()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            using var mixture = TwoComponents();
            _ = mixture.sample(10);
            _ = mixture.log_prob(zeros(5, 2, dtype: float64));
            _ = mixture.variance;
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(3.0, -1.0)]
    public void Constructor_WithWeightsThatAreNoProbabilities_Refuses(double first, double second)
    {
        using var weights = distributions.Categorical(tensor(new[] { first, second }));
        using var components = distributions.Independent(distributions.Normal(zeros(2, 2), ones(2, 2)), 1);

        var error = Assert.Throws<ArgumentException>(() => new MixtureSameFamily(weights, components));

        Assert.Equal("mixture_distribution", error.ParamName);
        Assert.Contains("0 or more", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 5, 3 })]
    [InlineData(new long[] { 5, 1 })]     // would broadcast, to a wrong density
    [InlineData(new long[0])]
    public void LogProb_OfSamplesOfAnotherEventShape_SaysBoth(long[] shape)
    {
        using var mixture = TwoComponents();

        var error = Assert.Throws<ArgumentException>(() => mixture.log_prob(zeros(shape, float64)));

        Assert.Equal("value", error.ParamName);
        Assert.Contains($"[{string.Join(", ", shape)}]: expected [..., 2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogDensity_IsLogProbWithoutGradients()
    {
        var means = tensor(Means, requires_grad: true);
        using var mixture = new MixtureSameFamily(
            distributions.Categorical(tensor(Weights)), distributions.Independent(distributions.Normal(means, tensor(Stdevs)), 1));
        var x = randn(10, 2, float64);

        Assert.Equal(2, mixture.Features);
        TensorAssert.Close(mixture.log_prob(x).detach(), mixture.LogDensity(x), Float64Tolerance);
        Assert.False(mixture.LogDensity(x).requires_grad);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => mixture.LogDensity(zeros(2, float64))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => mixture.LogDensity(full(1, 2, double.NaN))).ParamName);
    }

    [Fact]
    public void LogDensity_OfABatchOfMixtures_SaysWhatItNeeds()
    {
        using var batch = new MixtureSameFamily(
            distributions.Categorical(ones(3, 2)), distributions.Independent(distributions.Normal(zeros(3, 2, 1), ones(3, 2, 1)), 1));

        var error = Assert.Throws<InvalidOperationException>(() => batch.LogDensity(zeros(4, 1)));

        Assert.Contains("needs batch shape [] and event shape [D]", error.Message, StringComparison.Ordinal);
    }
}
