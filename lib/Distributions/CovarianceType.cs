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

/// <summary>From a covariance type to what it does.</summary>
internal static class CovarianceTypes
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such type.</exception>
    public static Covariance Covariance(this CovarianceType type) => type switch
    {
        CovarianceType.Diagonal => new DiagonalCovariance(),
        CovarianceType.Spherical => new SphericalCovariance(),
        CovarianceType.Tied => new TiedCovariance(),
        CovarianceType.Full => new FullCovariance(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, $"Expected one of {string.Join(", ", Enum.GetNames<CovarianceType>())}."),
    };
}
