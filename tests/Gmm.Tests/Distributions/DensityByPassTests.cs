using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Distributions;

/// <summary>A mixture of TorchSharp's normals evaluates itself in one pass over the samples, in float64, without tensors of samples.</summary>
public class DensityByPassTests
{
    private static MixtureSameFamily Standard(double mean, ScalarType dtype) => MixtureSameFamily.OfNormals(
        ones(1, dtype), full(1, 1, mean, dtype), ones(1, 1, dtype));

    /// <summary>Log-odds of N(0, 1) against N(3, 1) are 4.5 - 3x. Rounded to float32, densities of -5e7 would be 4 apart.</summary>
    [Fact]
    public void Posteriors_OfFloat32Samples_AreComputedInFloat64()
    {
        using var near = Standard(0, float32);
        using var far = Standard(3, float32);
        var x = full(1, 1, 1e4, float32);

        var joint = new BayesClassifier([near, far]).LogPosterior(x);

        Assert.Equal(-29995.5, (joint[0, 0] - joint[0, 1]).item<float>(), 0.01);
        Assert.Equal(float32, near.LogDensity(x).dtype);
    }

    [Fact]
    public void LogDensity_OfManySamples_MakesNoMoreTensorsThanOfOne()
    {
        using var mixture = RandomMixtures.Draw(nComponents: 5);
        mixture.LogDensity(zeros(1, 2)); // logits are worked out once

        Assert.Equal(TensorsMade(() => mixture.LogDensity(zeros(1, 2))), TensorsMade(() => mixture.LogDensity(zeros(10_000, 2))));
    }

    [Fact]
    public void LogDensity_OfComponentsThatAreNotNormal_IsLogProb()
    {
        using var mixture = new MixtureSameFamily(
            distributions.Categorical(ones(2)), distributions.Independent(distributions.Laplace(randn(2, 3), ones(2, 3)), 1));
        var x = randn(5, 3);

        TensorAssert.Close(mixture.log_prob(x), mixture.LogDensity(x), 0);
        Assert.Equal("distribution", Assert.Throws<ArgumentException>(() => GaussianMixture.From(mixture)).ParamName);
    }

    [Fact]
    public void LogDensity_FartherAwayThanNumbersGo_IsMinusInfinity()
    {
        using var mixture = Standard(0, float64);

        Assert.Equal(double.NegativeInfinity, mixture.LogDensity(full(1, 1, double.MaxValue, float64)).item<double>());
    }

    private static long TensorsMade(Action action)
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.CreatedInScopeCount + DisposeScopeManager.Statistics.TensorStatistics.CreatedOutsideScopeCount;
        using var scope = NewDisposeScope();
        action();
        return DisposeScopeManager.Statistics.TensorStatistics.CreatedInScopeCount + DisposeScopeManager.Statistics.TensorStatistics.CreatedOutsideScopeCount - before;
    }
}
