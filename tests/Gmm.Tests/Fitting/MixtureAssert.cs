using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Fitting;

internal static class MixtureAssert
{
    /// <summary>The same components in the same order: |actual - expected| ≤ tolerance · max(1, |expected|) for every number.</summary>
    public static void Close(GaussianMixture expected, GaussianMixture actual, double tolerance)
    {
        TensorAssert.Close(tensor(expected.Weights.ToArray()), tensor(actual.Weights.ToArray()), tolerance);
        TensorAssert.Close(tensor(expected.Means), tensor(actual.Means), tolerance);
        for (int k = 0; k < expected.Components; k++)
        {
            TensorAssert.Close(tensor(expected.Covariance(k)), tensor(actual.Covariance(k)), tolerance);
        }
    }

    /// <summary>Every component answers for at least half a sample, and every number is finite.</summary>
    public static void Alive(GaussianMixture mixture, long samples)
    {
        Assert.All(mixture.Weights, weight => Assert.InRange(weight, 0.5 / samples, 1));
        Assert.All(mixture.Means.Cast<double>().Concat(mixture.StandardDeviations.Cast<double>()), value => Assert.True(double.IsFinite(value)));
    }
}
