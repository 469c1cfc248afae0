using System.Numerics;

namespace Gmm;

/// <summary>What <see cref="MixtureKernel{T}"/> knows of a few hundred samples: few enough to stay in the nearest caches.</summary>
/// <remarks>All numbers are vectors, one for each <c>Vector&lt;T&gt;.Count</c> samples.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="scratch">Memory to work in, <see cref="Rows"/> · length vectors or more.</param>
/// <param name="start">First vector of the tile.</param>
/// <param name="length">Number of vectors.</param>
/// <param name="components">M, the number of components of all classes.</param>
/// <param name="classes">C, the number of classes.</param>
internal readonly ref struct Tile<T>(Span<Vector<T>> scratch, int start, int length, int components, int classes)
    where T : unmanaged
{
    private const int SpareRows = 4;
    private readonly Span<Vector<T>> _scratch = scratch;

    public int Start { get; } = start;

    public int Length { get; } = length;

    public int Classes { get; } = classes;

    public static int Rows(int components, int classes) => components + (3 * classes) + SpareRows;

    /// <summary>
    /// Of component m: first its surprisal -log₂(π N(x)), then π N(x) / 2^-<see cref="Least"/>, at most 1.
    /// </summary>
    public Span<Vector<T>> Component(int m) => Row(m);

    /// <summary>Least surprisal among the components of class c, in bits; what is taken out so that not all exponentials vanish.</summary>
    public Span<Vector<T>> Least(int c) => Row(components + c);

    /// <summary>Sum of class c's components: the density of class c is Total · 2^-Least. 0 where all components vanish.</summary>
    public Span<Vector<T>> Total(int c) => Row(components + Classes + c);

    /// <summary>The loss's derivative by the log-density of class c, divided by Total.</summary>
    public Span<Vector<T>> Factor(int c) => Row(components + (2 * Classes) + c);

    /// <summary>Memory for what a loss needs besides, rows 0 to 3.</summary>
    public Span<Vector<T>> Spare(int row) => Row(components + (3 * Classes) + row);

    private Span<Vector<T>> Row(int row) => _scratch.Slice(row * Length, Length);
}
