using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>Takes a component's correlations out of a group of samples, z = L⁻¹(x - μ), two or four rows of L⁻¹ at a time.</summary>
/// <remarks>Two rows times four vectors are eight sums under way, which is what a processor needs to start two multiply-adds at each cycle.</remarks>
internal static class WhiteningLoops
{
    private const int Width = GroupedSamples.Width;

    /// <summary>L⁻¹ times a number in the order in which <see cref="Apply"/> reads it: by columns of so many rows, up to the diagonal.</summary>
    /// <param name="scale">L, [D, D].</param>
    public static double[] Packed(ReadOnlySpan<double> scale, int features, double factor)
    {
        double[] inverse = Cholesky.Inverse(scale, features);
        int rows = WideLoops.Serve(features) ? WideLoops.Rows : 2;
        var packed = new List<double>(features * (features + rows));
        for (int i = 0; i < features; i += rows)
        {
            for (int j = 0; j < Math.Min(i + rows, features); j++)
            {
                for (int row = i; row < i + rows; row++)
                {
                    packed.Add(row < features ? factor * inverse[(row * features) + j] : 0); // 0 above the diagonal
                }
            }
        }

        return [.. packed];
    }

    /// <summary>x - c of one group, and 0 in rows beyond D.</summary>
    public static void Subtract(ReadOnlySpan<Vector<double>> x, ReadOnlySpan<double> centre, Span<Vector<double>> differences)
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

    /// <param name="packed">As <see cref="Packed"/> says.</param>
    /// <param name="differences">x - μ, [D, 4].</param>
    /// <param name="whitened">Set to z, [D, 4], with room for a multiple of four rows; or empty.</param>
    /// <param name="squares">Σ z² is added, [4].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(
        ReadOnlySpan<double> packed, ReadOnlySpan<Vector<double>> differences, Span<Vector<double>> whitened, Span<Vector<double>> squares)
    {
        int features = differences.Length / Width;
        if (WideLoops.Serve(features))
        {
            WideLoops.Whiten(packed, differences, whitened, squares);
            return;
        }

        squares = squares[..Width];
        var (s0, s1, s2, s3) = (squares[0], squares[1], squares[2], squares[3]);
        for (int i = 0; i < features; i += 2)
        {
            int columns = Math.Min(i + 2, features);
            var rows = packed[..(2 * columns)];
            packed = packed[(2 * columns)..];
            var (a0, b0) = (Vector<double>.Zero, Vector<double>.Zero);
            var (a1, a2, a3, b1, b2, b3) = (a0, a0, a0, a0, a0, a0);
            for (int j = 0; j < rows.Length - 1; j += 2)
            {
                var (a, b) = (new Vector<double>(rows[j]), new Vector<double>(rows[j + 1]));
                var d = differences.Slice(2 * j, Width);
                a0 = Vector.MultiplyAddEstimate(a, d[0], a0);
                b0 = Vector.MultiplyAddEstimate(b, d[0], b0);
                a1 = Vector.MultiplyAddEstimate(a, d[1], a1);
                b1 = Vector.MultiplyAddEstimate(b, d[1], b1);
                a2 = Vector.MultiplyAddEstimate(a, d[2], a2);
                b2 = Vector.MultiplyAddEstimate(b, d[2], b2);
                a3 = Vector.MultiplyAddEstimate(a, d[3], a3);
                b3 = Vector.MultiplyAddEstimate(b, d[3], b3);
            }

            if (!whitened.IsEmpty)
            {
                var z = whitened.Slice(i * Width, 2 * Width);
                (z[0], z[1], z[2], z[3], z[4], z[5], z[6], z[7]) = (a0, a1, a2, a3, b0, b1, b2, b3);
            }

            s0 = Vector.MultiplyAddEstimate(b0, b0, Vector.MultiplyAddEstimate(a0, a0, s0));
            s1 = Vector.MultiplyAddEstimate(b1, b1, Vector.MultiplyAddEstimate(a1, a1, s1));
            s2 = Vector.MultiplyAddEstimate(b2, b2, Vector.MultiplyAddEstimate(a2, a2, s2));
            s3 = Vector.MultiplyAddEstimate(b3, b3, Vector.MultiplyAddEstimate(a3, a3, s3));
        }

        (squares[0], squares[1], squares[2], squares[3]) = (s0, s1, s2, s3);
    }
}
