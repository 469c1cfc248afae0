namespace Gmm;

/// <summary>Which second moments an M step needs, for D features and K components.</summary>
internal enum SecondMoments
{
    /// <summary>Of each component along each axis, [K, D].</summary>
    Axes,

    /// <summary>Of each component between all pairs of axes, the lower half of [K, D, D].</summary>
    Pairs,

    /// <summary>The same, summed over components, the lower half of [D, D].</summary>
    SharedPairs,
}
