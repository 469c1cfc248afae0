using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// The article's classification data: overlapping classes, each a mixture of Gaussian clusters at random places. Unlike
/// the article's script, it keeps the mixtures it drew from, so that what is learned can be held against the truth.
/// </summary>
/// <param name="Samples">All samples, class by class: [N, D] and [N].</param>
/// <param name="Mixtures">The true mixture of each class.</param>
public sealed record OverlappingClasses(LabelledSamples Samples, IReadOnlyList<MixtureSameFamily> Mixtures)
{
    /// <summary>Number of clusters of each class.</summary>
    public IReadOnlyList<int> ClusterCounts { get; } = [.. Mixtures.Select(m => m.Components)];

    /// <summary>Draws a number of clusters for each class, evenly from 2 to 10.</summary>
    /// <param name="nClasses">C, the number of classes.</param>
    /// <param name="minimum">Fewest clusters.</param>
    /// <param name="maximum">Most clusters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or maximum below minimum.</exception>
    public static int[] DrawClusterCounts(int nClasses = 5, int minimum = 2, int maximum = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nClasses, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        using var counts = randint(minimum, maximum + 1, nClasses, dtype: ScalarType.Int64);
        return [.. counts.data<long>().Select(n => (int)n)];
    }

    /// <summary>Draws clusters, and from them samples, for each class.</summary>
    /// <remarks>
    /// Cluster centres are randn, standard deviations rand·0.35 + 0.05. A class of k clusters gets ⌊samplesPerClass / k⌋
    /// samples from each, so the clusters of a class weigh the same.
    /// </remarks>
    /// <param name="clusterCounts">Number of clusters of each class; its length is C.</param>
    /// <param name="samplesPerClass">Samples of each class, up to rounding.</param>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <exception cref="ArgumentException">No class, a count below 1, or fewer samples than clusters.</exception>
    public static OverlappingClasses Draw(IReadOnlyList<int> clusterCounts, int samplesPerClass = 2000, int nFeatures = 2)
    {
        ArgumentNullException.ThrowIfNull(clusterCounts);
        ArgumentOutOfRangeException.ThrowIfLessThan(nFeatures, 1);
        if (clusterCounts.Count == 0 || clusterCounts.Any(n => n < 1 || n > samplesPerClass))
        {
            throw new ArgumentException(
                $"clusterCounts is [{string.Join(", ", clusterCounts)}]: expected one count a class, each from 1 to {samplesPerClass} (samplesPerClass).",
                nameof(clusterCounts));
        }

        using var scope = NewDisposeScope();
        var features = new List<Tensor>();
        var labels = new List<Tensor>();
        var mixtures = new List<MixtureSameFamily>();
        for (int c = 0; c < clusterCounts.Count; c++)
        {
            var (samples, mixture) = DrawClass(clusterCounts[c], samplesPerClass / clusterCounts[c], nFeatures);
            features.Add(samples);
            labels.Add(full(samples.size(0), c, dtype: ScalarType.Int64));
            mixtures.Add(mixture);
        }

        return new(new(vstack(features).MoveToOuterDisposeScope(), cat(labels).MoveToOuterDisposeScope()), mixtures);
    }

    /// <summary>
    /// The accuracy of Bayes' rule with the true mixtures: choose the class whose density is highest. No classifier does
    /// better on samples of these mixtures, except by luck.
    /// </summary>
    /// <remarks>Estimated on fresh samples: its standard error is about √(a(1-a) / (C·freshPerClass)), 0.3 points by default.</remarks>
    /// <param name="freshPerClass">Samples to draw from each class.</param>
    /// <returns>A share from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">freshPerClass is below 1.</exception>
    public double BestAccuracy(int freshPerClass = 4000)
    {
        using var scope = NewDisposeScope();
        var fresh = DrawFresh(freshPerClass);
        return new BayesClassifier(Mixtures).Score(fresh);
    }

    /// <summary>New samples from the true mixtures: to judge on what no model has seen, as many as the judgement needs.</summary>
    /// <param name="freshPerClass">Samples to draw from each class.</param>
    /// <returns>Samples and labels, class by class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">freshPerClass is below 1.</exception>
    public LabelledSamples DrawFresh(int freshPerClass = 4000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(freshPerClass, 1);
        using var scope = NewDisposeScope();
        var features = vstack(Mixtures.Select(m => m.sample(freshPerClass)).ToArray());            // [C·freshPerClass, D]
        var labels = arange(Mixtures.Count, dtype: ScalarType.Int64).repeat_interleave(freshPerClass);
        return new(features.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());
    }

    /// <summary>Data of typical difficulty: of several draws, the one with the median <see cref="BestAccuracy"/>.</summary>
    /// <remarks>How far random classes overlap is luck: for the article's counts the best accuracy runs from about 70 to 90 %.</remarks>
    /// <param name="clusterCounts">As for <see cref="Draw"/>.</param>
    /// <param name="candidates">How many draws to choose from; odd, so that one is in the middle.</param>
    /// <exception cref="ArgumentException">candidates is not a positive odd number, or clusterCounts is not as Draw expects.</exception>
    public static OverlappingClasses DrawTypical(IReadOnlyList<int> clusterCounts, int candidates = 21)
    {
        if (candidates < 1 || candidates % 2 == 0)
        {
            throw new ArgumentException($"candidates is {candidates}: expected a positive odd number, so that one draw is in the middle.", nameof(candidates));
        }

        var draws = Enumerable.Range(0, candidates).Select(_ => Draw(clusterCounts)).ToArray();
        return draws.OrderBy(draw => draw.BestAccuracy()).ElementAt(candidates / 2);
    }

    private static (Tensor Samples, MixtureSameFamily Mixture) DrawClass(int clusters, int samplesPerCluster, int nFeatures)
    {
        var means = new List<Tensor>();
        var stdevs = new List<Tensor>();
        var samples = new List<Tensor>();
        for (int k = 0; k < clusters; k++)
        {
            means.Add(randn(1, nFeatures));
            stdevs.Add((rand(1, nFeatures) * 0.35) + 0.05);
            samples.Add(normal(means[k].expand(samplesPerCluster, nFeatures), stdevs[k].expand(samplesPerCluster, nFeatures)));
        }

        return (vstack(samples), MixtureSameFamily.OfNormals(ones(clusters), vstack(means), vstack(stdevs)));
    }
}
