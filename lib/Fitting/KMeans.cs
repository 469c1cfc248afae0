using static TorchSharp.torch;

namespace Gmm;

/// <summary>Divides samples among K centres so that they are near: a quick first guess of where a mixture's components are.</summary>
/// <remarks>N samples, D features, K clusters. Draws come from torch's generator: after <c>manual_seed</c>, the same ones.</remarks>
public static class KMeans
{
    /// <summary>Samples far from one another, to start from: k-means++.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="nClusters">K, from 1 to N.</param>
    /// <returns>Seeds, [K, D], in x's dtype.</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity, or has fewer samples than clusters.</exception>
    public static Tensor PlusPlus(Tensor x, int nClusters)
    {
        var samples = SampleMatrix.From(x);
        RequireClusters(nClusters, samples);
        return Like(x, PlusPlusSeeds.Draw(samples, weights: null, nClusters), samples.Features);
    }

    /// <summary>Finds clusters from k-means++ seeds.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="nClusters">K, from 1 to N.</param>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity, or has fewer samples than clusters.</exception>
    public static KMeansResult Fit(Tensor x, int nClusters)
    {
        var samples = SampleMatrix.From(x);
        RequireClusters(nClusters, samples);
        return Settled(x, KMeansClusters.Seeded(samples, weights: null, nClusters));
    }

    /// <summary>Finds clusters from given centres.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="centres">Where to start, [K, D], finite.</param>
    /// <exception cref="ArgumentException">x or centres are not as above.</exception>
    public static KMeansResult Fit(Tensor x, Tensor centres)
    {
        var samples = SampleMatrix.From(x);
        var start = SampleMatrix.From(centres, samples.Features, nameof(centres));
        return Settled(x, new KMeansClusters(samples, weights: null, start.Values));
    }

    private static KMeansResult Settled(Tensor x, KMeansClusters clusters)
    {
        clusters.Settle();
        var labels = tensor(Array.ConvertAll(clusters.Labels, label => (long)label)).to(x.device);
        return new(Like(x, clusters.Centres, x.size(1)), labels, clusters.Inertia, clusters.Iterations, clusters.Converged);
    }

    private static Tensor Like(Tensor x, double[] rows, long features)
    {
        using var scope = NewDisposeScope();
        return tensor(rows).reshape(-1, features).to(x.dtype).to(x.device).MoveToOuterDisposeScope();
    }

    private static void RequireClusters(int nClusters, SampleMatrix samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nClusters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nClusters, samples.Count);
    }
}
