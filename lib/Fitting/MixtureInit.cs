namespace Gmm;

/// <summary>How a mixture's first components are found, before any fitting.</summary>
public enum MixtureInit
{
    /// <summary>One component a cluster of <see cref="KMeans"/>: the default, and scikit-learn's "kmeans".</summary>
    KMeans,

    /// <summary>
    /// One component around each k-means++ seed, of the samples nearest to it. scikit-learn's "k-means++" takes the seeds alone,
    /// and starts with components a thousandth wide.
    /// </summary>
    KMeansPlusPlus,

    /// <summary>Every sample belongs to every component by chance: all components start nearly alike. scikit-learn's "random".</summary>
    Random,

    /// <summary>
    /// Starts of several kinds: Ward's tree, k-means, what mixtures of simpler covariance make of these, nearest of samples drawn by
    /// chance, components cut in two. A few steps from each, the best of each kind run on. Slower than one start and faster than ten, it
    /// seldom misses the best mixture. <see cref="EmOptions.Restarts"/> says how often what depends on chance is tried.
    /// </summary>
    Several,
}
