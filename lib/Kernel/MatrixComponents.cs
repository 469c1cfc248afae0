using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>Components that tilt, each in its own way.</summary>
internal class MatrixComponents : GaussianComponents
{
    protected const int Width = GroupedSamples.Width;

    private readonly double[][] _whitening;

    /// <param name="scales">Cholesky factors, [K, D, D].</param>
    /// <inheritdoc/>
    public MatrixComponents(double[] heights, double[] means, IEnumerable<double[]> scales)
        : base(heights, means) => _whitening = [.. scales.Select(scale => WhiteningLoops.Packed(scale, Features, ToBits))];

    public override SecondMoments Moments => SecondMoments.Pairs;

    /// <remarks>Of each component Σ r and Σ r·(x - μ), and then the second moments.</remarks>
    public override int Sums => Heads + (Count * PairLoops.Sums(Features));

    /// <remarks>A group's differences from a mean, and those times shares.</remarks>
    public override int Scratch => 2 * PairLoops.Rows(Features) * Width;

    /// <summary>Where the second moments begin.</summary>
    protected int Heads => Count * (1 + Features);

    public override void Surprisals(ReadOnlySpan<Vector<double>> x, Span<Vector<double>> surprisals, Span<Vector<double>> scratch)
    {
        int length = surprisals.Length / Count;
        for (int k = 0; k < Count; k++)
        {
            var own = surprisals.Slice(k * length, length);
            for (int at = 0; at < length; at += Width)
            {
                Whiten(k, x.Slice(at * Features, Features * Width), own.Slice(at, Width), scratch);
            }
        }
    }

    public override void Add(ReadOnlySpan<Vector<double>> x, ReadOnlySpan<Vector<double>> r, Span<Vector<double>> sums, Span<Vector<double>> scratch)
    {
        int length = r.Length / Count;
        for (int k = 0; k < Count; k++)
        {
            Add(k, x, r.Slice(k * length, length), Head(k, sums), sums[Second(k)], scratch);
        }
    }

    public override void CopyTo(SufficientStatistics statistics, ReadOnlySpan<double> sums)
    {
        CopyHeads(statistics, sums);
        for (int k = 0; k < Count; k++)
        {
            PairLoops.CopyTo(sums[Second(k)], statistics.Second.AsSpan(k * Features * Features, Features * Features), Features);
        }
    }

    /// <summary>Where a component's second moments are among the sums.</summary>
    protected Range Second(int k)
    {
        int length = PairLoops.Sums(Features);
        return (Heads + (k * length))..(Heads + ((k + 1) * length));
    }

    protected void CopyHeads(SufficientStatistics statistics, ReadOnlySpan<double> sums)
    {
        for (int k = 0; k < Count; k++)
        {
            var own = sums.Slice(k * (1 + Features), 1 + Features);
            statistics.Totals[k] = own[0];
            own[1..].CopyTo(statistics.First.AsSpan(k * Features));
        }
    }

    private Span<Vector<double>> Head(int k, Span<Vector<double>> sums) => sums.Slice(k * (1 + Features), 1 + Features);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(
        int k, ReadOnlySpan<Vector<double>> x, ReadOnlySpan<Vector<double>> r, Span<Vector<double>> head, Span<Vector<double>> second, Span<Vector<double>> scratch)
    {
        int rows = PairLoops.Rows(Features) * Width;
        var differences = scratch[..(scratch.Length / 2)];
        var weighted = scratch[(scratch.Length / 2)..];
        int groups = 0;
        for (int at = 0; at < r.Length; at += Width)
        {
            var share = r.Slice(at, Width);
            if (Any(share))
            {
                head[0] += share[0] + share[1] + (share[2] + share[3]);
                var own = differences.Slice(groups * rows, rows);
                WhiteningLoops.Subtract(x.Slice(at * Features, Features * Width), Means.AsSpan(k * Features, Features), own);
                PairLoops.Weigh(share, own, weighted.Slice(groups * rows, rows), head[1..]);
                groups++;
            }
        }

        PairLoops.Add(differences[..(groups * rows)], weighted[..(groups * rows)], rows, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Whiten(int k, ReadOnlySpan<Vector<double>> x, Span<Vector<double>> surprisals, Span<Vector<double>> scratch)
    {
        int rows = PairLoops.Rows(Features) * Width;
        var differences = scratch[..rows];
        WhiteningLoops.Subtract(x, Means.AsSpan(k * Features, Features), differences);
        surprisals.Fill(new(Heights[k]));
        WhiteningLoops.Apply(_whitening[k], differences[..(Features * Width)], default, surprisals);
        for (int v = 0; v < Width; v++)
        {
            surprisals[v] = Finite(surprisals[v]);
        }
    }
}
