using System.Numerics;

namespace Gmm;

/// <summary>
/// A mixture's components as <see cref="MixturePass"/> needs them: how surprising samples are to each, and sums for the M step.
/// What a sample is to all is told in groups of samples, as <see cref="GroupedSamples"/> has them.
/// </summary>
/// <param name="heights">-log₂ of weight times density at the mean, in bits, [K]; infinite for a weight of 0.</param>
/// <param name="means">[K, D].</param>
internal abstract class GaussianComponents(double[] heights, double[] means)
{
    /// <summary>(toBits·z)² is ½z² in bits.</summary>
    protected static readonly double ToBits = Math.Sqrt(0.5 / Math.Log(2));

    /// <summary>K.</summary>
    public int Count => heights.Length;

    /// <summary>D.</summary>
    public int Features => means.Length / heights.Length;

    /// <summary>[K, D].</summary>
    public double[] Means => means;

    /// <summary>What the sums have for the M step.</summary>
    public abstract SecondMoments Moments { get; }

    /// <summary>Vectors that the sums of all components take while samples are added; when done, each adds up to one number.</summary>
    public abstract int Sums { get; }

    /// <summary>Vectors to work in, for each group of a tile.</summary>
    public abstract int Scratch { get; }

    protected double[] Heights => heights;

    /// <summary>-log₂(π N(x | μ, Σ)) of each component at each sample.</summary>
    /// <param name="x">[groups, D, 4].</param>
    /// <param name="surprisals">[K, groups, 4].</param>
    /// <param name="scratch"><see cref="Scratch"/> a group.</param>
    public abstract void Surprisals(ReadOnlySpan<Vector<double>> x, Span<Vector<double>> surprisals, Span<Vector<double>> scratch);

    /// <summary>Adds the components' shares of some samples to the sums, place by place.</summary>
    /// <param name="x">[groups, D, 4].</param>
    /// <param name="r">Weight times responsibility, [K, groups, 4].</param>
    /// <param name="sums">[<see cref="Sums"/>].</param>
    /// <param name="scratch"><see cref="Scratch"/> a group.</param>
    public abstract void Add(ReadOnlySpan<Vector<double>> x, ReadOnlySpan<Vector<double>> r, Span<Vector<double>> sums, Span<Vector<double>> scratch);

    /// <summary>Writes the sums where the M step looks for them.</summary>
    public abstract void CopyTo(SufficientStatistics statistics, ReadOnlySpan<double> sums);

    /// <summary>Whether any of a group's samples has a share.</summary>
    protected static bool Any(ReadOnlySpan<Vector<double>> r) => (r[0] + r[1] + (r[2] + r[3])) != Vector<double>.Zero;

    /// <summary>A point farther away than float64 goes, or ∞ - ∞, is as surprising as a number can say.</summary>
    protected static Vector<double> Finite(Vector<double> surprisal)
    {
        var most = new Vector<double>(double.MaxValue);
        return Vector.ConditionalSelect(Vector.LessThan(surprisal, most), surprisal, most);
    }
}
