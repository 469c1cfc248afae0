using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>
/// Sums over samples of the products of all pairs of rows, such as second moments Σ r·(x - μ)(x - μ)ᵀ: the lower half, in blocks of two rows and four columns, or of four: their sums stay
/// in registers while a tile's samples go by.
/// </summary>
internal static class PairLoops
{
    private const int Width = GroupedSamples.Width;
    private const int BlockColumns = 4;

    /// <summary>D rounded up to whole blocks: rows of differences, the last of them 0.</summary>
    public static int Rows(int features) => (features + BlockColumns - 1) / BlockColumns * BlockColumns;

    /// <summary>Vectors that the sums take.</summary>
    public static int Sums(int features)
    {
        var (blockRows, cell) = Shape(features);
        int blocks = 0;
        for (int i = 0; i < features; i += blockRows)
        {
            blocks += Blocks(i, blockRows);
        }

        return blocks * blockRows * BlockColumns * cell;
    }

    /// <summary>r·(x - μ) of a group, and their sum.</summary>
    /// <param name="r">[4].</param>
    /// <param name="differences">x - μ, [rows, 4].</param>
    /// <param name="first">Σ r·(x - μ) is added, [D].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weigh(
        ReadOnlySpan<Vector<double>> r, ReadOnlySpan<Vector<double>> differences, Span<Vector<double>> weighted, Span<Vector<double>> first)
    {
        r = r[..Width];
        var (r0, r1, r2, r3) = (r[0], r[1], r[2], r[3]);
        for (int d = 0; d < first.Length; d++)
        {
            var four = differences.Slice(d * Width, Width);
            var result = weighted.Slice(d * Width, Width);
            var (w0, w1, w2, w3) = (r0 * four[0], r1 * four[1], r2 * four[2], r3 * four[3]);
            (result[0], result[1], result[2], result[3]) = (w0, w1, w2, w3);
            first[d] += w0 + w1 + (w2 + w3);
        }

        weighted[(first.Length * Width)..].Clear();
    }

    /// <param name="differences">x - μ, [groups, rows, 4].</param>
    /// <param name="weighted">r·(x - μ), the same.</param>
    /// <param name="group">Vectors of a group, rows·4.</param>
    /// <param name="sums">To add to.</param>
    public static void Add(ReadOnlySpan<Vector<double>> differences, ReadOnlySpan<Vector<double>> weighted, int group, Span<Vector<double>> sums)
    {
        int features = group / Width; // rounded up, which changes no shape
        var (blockRows, cell) = Shape(features);
        int block = blockRows * BlockColumns * cell;
        for (int i = 0; !sums.IsEmpty; i += blockRows)
        {
            for (int j = 0; j < Blocks(i, blockRows); j++)
            {
                if (WideLoops.Serve(features))
                {
                    WideLoops.AddBlock(weighted, differences, i * Width, j * BlockColumns * Width, group, sums[..block]);
                }
                else
                {
                    AddBlock(weighted, differences, i * Width, j * BlockColumns * Width, group, sums[..block]);
                }

                sums = sums[block..];
            }
        }
    }

    /// <summary>Writes sums to the lower half of a matrix.</summary>
    /// <param name="sums">Each of the vectors that samples were added to, added up.</param>
    /// <param name="second">[D, D].</param>
    public static void CopyTo(ReadOnlySpan<double> sums, Span<double> second, int features)
    {
        var (blockRows, cell) = Shape(features);
        for (int row = 0; row < features; row += blockRows)
        {
            for (int column = 0; column < Blocks(row, blockRows) * BlockColumns; column += BlockColumns)
            {
                for (int at = 0; at < blockRows * BlockColumns; at++, sums = sums[cell..])
                {
                    var (i, j) = (row + (at / BlockColumns), column + (at % BlockColumns));
                    if (j <= i && i < features)
                    {
                        second[(i * features) + j] = cell == 1 ? sums[0] : sums[0] + sums[1];
                    }
                }
            }
        }
    }

    /// <summary>Rows of a block, and vectors that the sum of a pair takes.</summary>
    private static (int BlockRows, int Cell) Shape(int features) => WideLoops.Serve(features) ? (WideLoops.Rows, 2) : (2, 1);

    /// <summary>Of some rows, up to the diagonal.</summary>
    private static int Blocks(int row, int rows) => (row + rows + BlockColumns - 1) / BlockColumns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock(
        ReadOnlySpan<Vector<double>> weighted, ReadOnlySpan<Vector<double>> differences, int rows, int columns, int group, Span<Vector<double>> sums)
    {
        sums = sums[..(2 * BlockColumns)];
        var (a0, a1, a2, a3) = (sums[0], sums[1], sums[2], sums[3]);
        var (b0, b1, b2, b3) = (sums[4], sums[5], sums[6], sums[7]);
        for (int at = 0; at < weighted.Length; at += group)
        {
            var w = weighted.Slice(at + rows, 2 * Width);
            var d = differences.Slice(at + columns, BlockColumns * Width);
            for (int v = 0; v < Width; v++)
            {
                var (a, b) = (w[v], w[v + Width]);
                a0 = Vector.MultiplyAddEstimate(a, d[v], a0);
                b0 = Vector.MultiplyAddEstimate(b, d[v], b0);
                a1 = Vector.MultiplyAddEstimate(a, d[v + Width], a1);
                b1 = Vector.MultiplyAddEstimate(b, d[v + Width], b1);
                a2 = Vector.MultiplyAddEstimate(a, d[v + (2 * Width)], a2);
                b2 = Vector.MultiplyAddEstimate(b, d[v + (2 * Width)], b2);
                a3 = Vector.MultiplyAddEstimate(a, d[v + (3 * Width)], a3);
                b3 = Vector.MultiplyAddEstimate(b, d[v + (3 * Width)], b3);
            }
        }

        (sums[0], sums[1], sums[2], sums[3]) = (a0, a1, a2, a3);
        (sums[4], sums[5], sums[6], sums[7]) = (b0, b1, b2, b3);
    }
}
