namespace Gmm;

/// <summary>
/// What shape the components of a <see cref="GaussianMixture"/> may take: the fewer numbers, the steadier they are estimated.
/// </summary>
public enum CovarianceType
{
    /// <summary>An axis-aligned ellipse a component: D variances each. scikit-learn's "diag".</summary>
    Diagonal,

    /// <summary>A circle a component: one variance each. scikit-learn's "spherical".</summary>
    Spherical,

    /// <summary>One tilted ellipse for all components: D(D+1)/2 numbers in all. scikit-learn's "tied".</summary>
    Tied,

    /// <summary>A tilted ellipse a component: D(D+1)/2 numbers each. scikit-learn's "full".</summary>
    Full,
}
