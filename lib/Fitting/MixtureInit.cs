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
}
