using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// A type of covariance: what numbers a component stores, what they mean for distances and draws, and the M step. One file a
/// type; <see cref="AxisAlignedCovariance"/> and <see cref="MatrixCovariance"/> have what two of them share.
/// </summary>
/// <remarks>
/// D features, K components. A component stores <see cref="Size"/> numbers as its covariance, and as many as its scale: square
/// roots of the covariance in some sense, which every density needs.
/// </remarks>
internal abstract class Covariance
{
    /// <summary>As in messages, and in files.</summary>
    public abstract string Name { get; }

    /// <summary>What the M step needs.</summary>
    public abstract SecondMoments Moments { get; }

    /// <summary>Whether no axis says anything about another.</summary>
    public bool IsAxisAligned => Moments == SecondMoments.Axes;

    /// <summary>Numbers that a component stores.</summary>
    public abstract int Size(int features);

    /// <summary>How many numbers the covariances of K components have that a fit is free to choose.</summary>
    public abstract int ParameterCount(int components, int features);

    /// <summary>What keeps matrices from being covariances of this type, in words; null if nothing does.</summary>
    /// <param name="matrices">Symmetric, K times [D, D].</param>
    public abstract string? Flaw(IReadOnlyList<double[,]> matrices);

    /// <summary>Stores one component's matrix.</summary>
    public abstract void Store(double[,] matrix, Span<double> covariance);

    /// <summary>One component's covariance between two axes.</summary>
    public abstract double At(ReadOnlySpan<double> covariance, int features, int row, int column);

    /// <summary>Computes the scale of a covariance.</summary>
    /// <returns>False if it is not positive definite.</returns>
    public abstract bool Factor(ReadOnlySpan<double> covariance, Span<double> scale, int features);

    /// <summary>½ log |Σ|, from the scale.</summary>
    public abstract double HalfLogDeterminant(ReadOnlySpan<double> scale, int features);

    /// <summary>(x - μ)ᵀ Σ⁻¹ (x - μ).</summary>
    /// <param name="difference">x - μ, [D]; overwritten.</param>
    public abstract double SquaredDistance(ReadOnlySpan<double> scale, Span<double> difference);

    /// <summary>A mixture's components as a pass over samples takes them.</summary>
    /// <param name="heights">-log₂ of weight times density at the mean, [K].</param>
    public abstract GaussianComponents Components(GaussianMixture mixture, double[] heights);

    /// <summary>Turns independent standard normal numbers into a draw around 0, in place.</summary>
    /// <param name="z">[D].</param>
    public abstract void Correlate(ReadOnlySpan<double> scale, Span<double> z);

    /// <summary>The components as TorchSharp's distributions of vectors, batch shape [K].</summary>
    /// <param name="means">[K, D], in the distribution's dtype.</param>
    /// <param name="covariances">[K, D, D], float64.</param>
    public abstract distributions.Distribution ToDistribution(Tensor means, Tensor covariances);

    /// <summary>The M step: the covariances under which samples of these statistics are most likely.</summary>
    /// <param name="statistics">With these <see cref="Moments"/>.</param>
    /// <param name="totals">Σ r, [K], above 0.</param>
    /// <param name="shifts">New means minus the statistics' reference points, [K, D].</param>
    /// <param name="ridge">Added to every variance.</param>
    /// <param name="floor">Smallest variance in any direction; 0 for none.</param>
    /// <returns>[K, <see cref="Size"/>].</returns>
    public abstract double[] Maximise(SufficientStatistics statistics, double[] totals, double[] shifts, double ridge, double floor);
}
