using static TorchSharp.torch;

namespace Gmm;

/// <summary>The article's random mixture to fit a density to.</summary>
public static class RandomMixtures
{
    /// <summary>Means randn, standard deviations (rand + 1) / 4, weights rand (unnormalised: only their ratios count).</summary>
    /// <param name="nComponents">K, how many Gaussians.</param>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static MixtureSameFamily Draw(int nComponents = 4, int nFeatures = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nComponents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(nFeatures, 1);
        using var scope = NewDisposeScope();
        var means = randn(nComponents, nFeatures);
        var stdevs = (rand(nComponents, nFeatures) + 1.0) * 0.25;
        var weights = rand(nComponents);
        return MixtureSameFamily.OfNormals(weights, means, stdevs);
    }
}
