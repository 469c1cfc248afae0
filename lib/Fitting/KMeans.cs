using static TorchSharp.torch;

namespace Gmm;

/// <summary>Divides samples among K centres so that they are near: a quick first guess of where a mixture's components are.</summary>
/// <remarks>N samples, D features, K clusters. Draws come from torch's generator: after <c>manual_seed</c>, the same ones.</remarks>
internal static class KMeans
{
    /// <summary>Samples far from one another, to start from: k-means++.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="nClusters">K, from 1 to N.</param>
    /// <returns>Seeds, [K, D], in x's dtype.</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity, or has fewer samples than clusters.</exception>
    public static Tensor PlusPlus(Samples x, int nClusters)
    {
        RequireClusters(nClusters, x);
        return x.Like(PlusPlusSeeds.Draw(x, weights: null, nClusters), nClusters, x.Features);
    }

    /// <summary>Finds clusters from k-means++ seeds.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="nClusters">K, from 1 to N.</param>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity, or has fewer samples than clusters.</exception>
    public static KMeansResult Fit(Samples x, int nClusters)
    {
        RequireClusters(nClusters, x);
        return Settled(x, KMeansClusters.Seeded(x, weights: null, nClusters));
    }

    /// <summary>Finds clusters from given centres.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="centres">Where to start, [K, D], finite.</param>
    /// <exception cref="ArgumentException">x or centres are not as above.</exception>
    public static KMeansResult Fit(Samples x, Tensor centres)
    {
        var start = Samples.From(centres, x.Features, nameof(centres));
        return Settled(x, new KMeansClusters(x, weights: null, start.Values));
    }

    private static KMeansResult Settled(Samples x, KMeansClusters clusters)
    {
        clusters.Settle();
        if (!double.IsFinite(clusters.Inertia))
        {
            throw new ArgumentException("x is too large: its squared distances are no float64. Divide it by something.", nameof(x));
        }

        var labels = x.Like(Array.ConvertAll(clusters.Labels, label => (long)label));
        return new(x.Like(clusters.Centres, clusters.Components, x.Features), labels, clusters.Inertia, clusters.Iterations, clusters.Converged);
    }

    private static void RequireClusters(int nClusters, Samples samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nClusters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nClusters, samples.Count);
    }
}
