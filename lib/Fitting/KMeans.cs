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
    public static Tensor PlusPlus(Samples x, int nClusters)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireClusters(nClusters, x);
        return x.Like(PlusPlusSeeds.Draw(x, weights: null, nClusters), nClusters, x.Features);
    }

    /// <summary>Finds clusters from k-means++ seeds.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="nClusters">K, from 1 to N.</param>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity, or has fewer samples than clusters.</exception>
    public static KMeansResult Fit(Samples x, int nClusters)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireClusters(nClusters, x);
        return Settled(x, KMeansClusters.Seeded(x, weights: null, nClusters));
    }

    /// <summary>Finds clusters from given centres.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="centres">Where to start, [K, D], finite.</param>
    /// <exception cref="ArgumentException">x or centres are not as above.</exception>
    public static KMeansResult Fit(Samples x, Tensor centres)
    {
        ArgumentNullException.ThrowIfNull(x);
        var start = Samples.From(centres, x.Features, nameof(centres));
        return Settled(x, new KMeansClusters(x, weights: null, start.Values));
    }

    /// <summary>Finds clusters in samples that come in batches, in constant memory, from k-means++ seeds among some thousands of them.</summary>
    /// <param name="batches">Each [N, D] with an N of its own, finite; read once an iteration, so it has to give the same ones each time.</param>
    /// <param name="nClusters">K, from 1 to N.</param>
    /// <exception cref="ArgumentException">There is no batch, or one is null or of another D; or there are fewer samples than clusters.</exception>
    public static KMeansResult Fit(IEnumerable<Samples> batches, int nClusters)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var first = ExpectationMaximization.First(batches);
        var stream = new BatchStream(batches);
        return Settled(stream, first, PlusPlus(StreamStart.Draw(stream, first.Features, StreamStart.Counts(stream), seed: 0)[0], nClusters));
    }

    /// <summary>Finds clusters in samples that come in batches from given centres: those of all samples at once, to the last digits.</summary>
    /// <param name="centres">Where to start, [K, D], finite.</param>
    /// <inheritdoc cref="Fit(IEnumerable{Samples}, int)"/>
    public static KMeansResult Fit(IEnumerable<Samples> batches, Tensor centres)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return Settled(new(batches), ExpectationMaximization.First(batches), centres);
    }

    private static KMeansResult Settled(BatchStream batches, Samples first, Tensor centres)
    {
        var start = Samples.From(centres, first.Features, nameof(centres));
        var (found, inertia, iterations, converged) = StreamKMeans.Fit(batches, start.Values, first.Features);
        RequireFinite(inertia, nameof(batches));
        return new(first.Like(found, start.Count, first.Features), null, inertia, iterations, converged);
    }

    private static KMeansResult Settled(Samples x, KMeansClusters clusters)
    {
        clusters.Settle();
        RequireFinite(clusters.Inertia, nameof(x));
        var labels = x.Like(Array.ConvertAll(clusters.Labels, label => (long)label));
        return new(x.Like(clusters.Centres, clusters.Components, x.Features), labels, clusters.Inertia, clusters.Iterations, clusters.Converged);
    }

    private static void RequireFinite(double inertia, string name)
    {
        if (!double.IsFinite(inertia))
        {
            throw new ArgumentException($"{name} is too large: its squared distances are no float64. Divide it by something.", name);
        }
    }

    private static void RequireClusters(int nClusters, Samples samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nClusters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nClusters, samples.Count);
    }
}
