using static TorchSharp.torch;

namespace Gmm;

/// <content>Densities of samples: by a pass over all of them, and of one component at one sample.</content>
public sealed partial class GaussianMixture : ISampleDensity
{
    double[] ISampleDensity.LogDensities(Samples x) => LogDensities(x);

    /// <summary>log π + log N(μ | μ, Σ), [K].</summary>
    internal double[] LogAtMeans => [.. _atMeans];

    /// <summary>Log-densities [N], and each component's share of them [N, K] where they are asked for.</summary>
    internal double[] LogDensities(Samples samples, double[]? responsibilities = null) =>
        Over(new(samples), get_num_threads()).LogDensities(responsibilities);

    /// <summary>A pass of this mixture over samples.</summary>
    internal MixturePass Over(GroupedSamples samples, int threads) =>
        new(samples, _covariance.Components(this, Array.ConvertAll(_atMeans, log => -log / Math.Log(2))), threads);

    /// <summary>log π + log N(x | μ, Σ) of one component at one sample.</summary>
    /// <param name="scratch">[D], to work in.</param>
    internal double LogJoint(int k, ReadOnlySpan<double> x, Span<double> scratch)
    {
        var mean = Mean(k);
        for (int d = 0; d < x.Length; d++)
        {
            scratch[d] = x[d] - mean[d];
        }

        double squared = _covariance.SquaredDistance(Scale(k), scratch);
        return double.IsNaN(squared) ? double.NegativeInfinity : _atMeans[k] - (0.5 * squared); // NaN: ∞ - ∞, farther than float64 goes
    }

    /// <summary>A sample as component k sees it, in place: centred, without correlation, one wide.</summary>
    internal void Whiten(int k, Span<double> x)
    {
        var mean = Mean(k);
        var scale = Scale(k);
        for (int d = 0; d < x.Length; d++)
        {
            x[d] = (x[d] - mean[d]) / (HasIndependentAxes ? scale[d] : 1);
        }

        if (!HasIndependentAxes)
        {
            Cholesky.Solve(scale, x);
        }
    }

    /// <summary>Whether component k has a variance of no more than this in some direction.</summary>
    internal bool IsNarrow(int k, double variance)
    {
        double[] rest = OwnCovariance(k).ToArray();
        for (int d = 0; d < Features; d++)
        {
            rest[HasIndependentAxes ? d : (d * Features) + d] -= variance;
        }

        return !_covariance.Factor(rest, new double[rest.Length], Features);
    }
}
