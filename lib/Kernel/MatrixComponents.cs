using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>Components that tilt, each in its own way.</summary>
internal class MatrixComponents : GaussianComponents
{
    private const int Width = GroupedSamples.Width;

    private readonly double[][] _whitening;

    /// <param name="scales">Cholesky factors, [K, D, D].</param>
    /// <inheritdoc/>
    public MatrixComponents(double[] heights, double[] means, IEnumerable<double[]> scales)
        : base(heights, means) => _whitening = [.. scales.Select(scale => WhiteningLoops.Packed(scale, Features, ToBits))];

    public override bool HasPairs => true;

    public override int Sums => 1 + Features + PairLoops.Sums(Features);

    /// <remarks>A group's differences from a mean, and those times shares, or whitened.</remarks>
    public override int Scratch => 2 * PairLoops.Rows(Features) * Width;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(
        int k, ReadOnlySpan<Vector<double>> x, ReadOnlySpan<Vector<double>> r, Span<Vector<double>> sums, Span<Vector<double>> scratch)
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
                sums[0] += share[0] + share[1] + (share[2] + share[3]);
                var own = differences.Slice(groups * rows, rows);
                Subtract(x.Slice(at * Features, Features * Width), Means.AsSpan(k * Features, Features), own);
                PairLoops.Weigh(share, own, weighted.Slice(groups * rows, rows), sums.Slice(1, Features));
                groups++;
            }
        }

        PairLoops.Add(differences[..(groups * rows)], weighted[..(groups * rows)], rows, sums[(1 + Features)..]);
    }

    public override void CopyTo(SufficientStatistics statistics, int k, ReadOnlySpan<Vector<double>> sums)
    {
        statistics.Totals[k] = Vector.Sum(sums[0]);
        for (int d = 0; d < Features; d++)
        {
            statistics.First[(k * Features) + d] = Vector.Sum(sums[1 + d]);
        }

        PairLoops.CopyTo(sums[(1 + Features)..], statistics.Second.AsSpan(k * Features * Features, Features * Features), Features);
    }

    /// <summary>x - c of one group, and 0 in the rows that round D up.</summary>
    protected static void Subtract(ReadOnlySpan<Vector<double>> x, ReadOnlySpan<double> centre, Span<Vector<double>> differences)
    {
        for (int d = 0; d < centre.Length; d++)
        {
            var c = new Vector<double>(centre[d]);
            var four = x.Slice(d * Width, Width);
            var result = differences.Slice(d * Width, Width);
            (result[0], result[1], result[2], result[3]) = (four[0] - c, four[1] - c, four[2] - c, four[3] - c);
        }

        differences[(centre.Length * Width)..].Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Whiten(int k, ReadOnlySpan<Vector<double>> x, Span<Vector<double>> surprisals, Span<Vector<double>> scratch)
    {
        int rows = PairLoops.Rows(Features) * Width;
        var differences = scratch[..rows];
        Subtract(x, Means.AsSpan(k * Features, Features), differences);
        surprisals.Fill(new(Heights[k]));
        WhiteningLoops.Apply(_whitening[k], differences[..(Features * Width)], scratch.Slice(rows, rows), surprisals);
        for (int v = 0; v < Width; v++)
        {
            surprisals[v] = Finite(surprisals[v]);
        }
    }
}
