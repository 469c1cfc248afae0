using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gmm;

/// <summary>
/// The loops in which EM spends its time, for processors whose registers take eight float64 at once, twice as many as a <see cref="Vector{T}"/>
/// there: a group's four vectors are two wide ones, in the same memory. Each is tested as the loop is that it stands for.
/// </summary>
internal static class WideLoops
{
    /// <summary>Rows of a matrix's block.</summary>
    public const int Rows = 4;

    /// <summary>Vectors that make a wide one.</summary>
    public const int Narrow = 2;

    /// <summary>Wide vectors of a group.</summary>
    private const int Width = GroupedSamples.Width / Narrow;

    /// <summary>Whether this processor has them.</summary>
    public static bool IsSupported { get; } = Vector512.IsHardwareAccelerated && Vector<double>.Count == Vector256<double>.Count;

    /// <summary>Whether they gain anything on matrices: one of four rows or fewer would leave most of a block empty.</summary>
    public static bool Serve(int features) => IsSupported && features > Rows;

    /// <summary><see cref="WhiteningLoops.Apply"/>, four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Whiten(
        ReadOnlySpan<double> packed, ReadOnlySpan<Vector<double>> differences, Span<Vector<double>> whitened, Span<Vector<double>> squares)
    {
        var x = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(differences);
        var z = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(whitened);
        var sums = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(squares)[..Width];
        int features = x.Length / Width;
        var (s0, s1) = (sums[0], sums[1]);
        for (int i = 0; i < features; i += Rows)
        {
            int columns = Math.Min(i + Rows, features);
            var rows = packed[..(Rows * columns)];
            packed = packed[(Rows * columns)..];
            var (a0, a1) = (Vector512<double>.Zero, Vector512<double>.Zero);
            var (b0, b1, c0, c1, d0, d1) = (a0, a0, a0, a0, a0, a0);
            for (int j = 0; j < columns; j++)
            {
                var four = rows.Slice(j * Rows, Rows);
                var two = x.Slice(j * Width, Width);
                var (a, b, c, d) = (Vector512.Create(four[0]), Vector512.Create(four[1]), Vector512.Create(four[2]), Vector512.Create(four[3]));
                a0 = Vector512.MultiplyAddEstimate(a, two[0], a0);
                b0 = Vector512.MultiplyAddEstimate(b, two[0], b0);
                c0 = Vector512.MultiplyAddEstimate(c, two[0], c0);
                d0 = Vector512.MultiplyAddEstimate(d, two[0], d0);
                a1 = Vector512.MultiplyAddEstimate(a, two[1], a1);
                b1 = Vector512.MultiplyAddEstimate(b, two[1], b1);
                c1 = Vector512.MultiplyAddEstimate(c, two[1], c1);
                d1 = Vector512.MultiplyAddEstimate(d, two[1], d1);
            }

            if (!z.IsEmpty)
            {
                var to = z.Slice(i * Width, Rows * Width);
                (to[0], to[1], to[2], to[3], to[4], to[5], to[6], to[7]) = (a0, a1, b0, b1, c0, c1, d0, d1);
            }

            s0 += (a0 * a0) + (b0 * b0) + ((c0 * c0) + (d0 * d0));
            s1 += (a1 * a1) + (b1 * b1) + ((c1 * c1) + (d1 * d1));
        }

        (sums[0], sums[1]) = (s0, s1);
    }

    /// <summary>A block of <see cref="PairLoops"/>: four rows and four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBlock(
        ReadOnlySpan<Vector<double>> weighted, ReadOnlySpan<Vector<double>> differences, int rows, int columns, int group, Span<Vector<double>> sums)
    {
        var s = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(sums)[..(Rows * Rows)];
        var (a0, a1, a2, a3) = (s[0], s[1], s[2], s[3]);
        var (b0, b1, b2, b3) = (s[4], s[5], s[6], s[7]);
        var (c0, c1, c2, c3) = (s[8], s[9], s[10], s[11]);
        var (d0, d1, d2, d3) = (s[12], s[13], s[14], s[15]);
        for (int at = 0; at < weighted.Length; at += group)
        {
            var w = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(weighted.Slice(at + rows, 2 * Rows * Width));
            var x = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(differences.Slice(at + columns, 2 * Rows * Width));
            for (int v = 0; v < Width; v++)
            {
                var (x0, x1, x2, x3) = (x[v], x[v + Width], x[v + (2 * Width)], x[v + (3 * Width)]);
                var a = w[v];
                a0 = Vector512.MultiplyAddEstimate(a, x0, a0);
                a1 = Vector512.MultiplyAddEstimate(a, x1, a1);
                a2 = Vector512.MultiplyAddEstimate(a, x2, a2);
                a3 = Vector512.MultiplyAddEstimate(a, x3, a3);
                var b = w[v + Width];
                b0 = Vector512.MultiplyAddEstimate(b, x0, b0);
                b1 = Vector512.MultiplyAddEstimate(b, x1, b1);
                b2 = Vector512.MultiplyAddEstimate(b, x2, b2);
                b3 = Vector512.MultiplyAddEstimate(b, x3, b3);
                var c = w[v + (2 * Width)];
                c0 = Vector512.MultiplyAddEstimate(c, x0, c0);
                c1 = Vector512.MultiplyAddEstimate(c, x1, c1);
                c2 = Vector512.MultiplyAddEstimate(c, x2, c2);
                c3 = Vector512.MultiplyAddEstimate(c, x3, c3);
                var d = w[v + (3 * Width)];
                d0 = Vector512.MultiplyAddEstimate(d, x0, d0);
                d1 = Vector512.MultiplyAddEstimate(d, x1, d1);
                d2 = Vector512.MultiplyAddEstimate(d, x2, d2);
                d3 = Vector512.MultiplyAddEstimate(d, x3, d3);
            }
        }

        (s[0], s[1], s[2], s[3]) = (a0, a1, a2, a3);
        (s[4], s[5], s[6], s[7]) = (b0, b1, b2, b3);
        (s[8], s[9], s[10], s[11]) = (c0, c1, c2, c3);
        (s[12], s[13], s[14], s[15]) = (d0, d1, d2, d3);
    }

    /// <summary>height + Σ ((x - μ)·scale)², as <see cref="AxisComponents"/> has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Surprisals(
        double height, ReadOnlySpan<double> mean, ReadOnlySpan<double> scale, ReadOnlySpan<Vector<double>> samples, Span<Vector<double>> surprisals)
    {
        var x = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(samples);
        var result = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(surprisals);
        scale = scale[..mean.Length];
        var most = Vector512.Create(double.MaxValue);
        for (int at = 0; at < result.Length; at += Width)
        {
            var own = x.Slice(at * mean.Length, mean.Length * Width);
            var s0 = Vector512.Create(height);
            var s1 = s0;
            for (int d = 0; d < mean.Length; d++)
            {
                var (m, s) = (Vector512.Create(mean[d]), Vector512.Create(scale[d]));
                var two = own.Slice(d * Width, Width);
                var (z0, z1) = ((two[0] - m) * s, (two[1] - m) * s);
                s0 = Vector512.MultiplyAddEstimate(z0, z0, s0);
                s1 = Vector512.MultiplyAddEstimate(z1, z1, s1);
            }

            result[at] = Vector512.ConditionalSelect(Vector512.LessThan(s0, most), s0, most);
            result[at + 1] = Vector512.ConditionalSelect(Vector512.LessThan(s1, most), s1, most);
        }
    }

    /// <summary>Adds Σ r·(x - μ) and Σ r·(x - μ)² along as many axes as make pairs, as <see cref="AxisComponents"/> has them along one.</summary>
    /// <remarks>Two at a time: each addition waits for the one before, so more sums are added to at once, and shares are read once for both.</remarks>
    /// <returns>Axes done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int AddMoments(
        ReadOnlySpan<double> mean, ReadOnlySpan<Vector<double>> samples, ReadOnlySpan<Vector<double>> shares, Span<Vector<double>> first, Span<Vector<double>> second)
    {
        var r = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(shares);
        int d = 0;
        for (; d + 1 < mean.Length; d += 2)
        {
            var x = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(samples)[(d * Width)..];
            var (m, n) = (Vector512.Create(mean[d]), Vector512.Create(mean[d + 1]));
            var f0 = Vector512<double>.Zero;
            var (f1, g0, g1, s0, s1, t0, t1) = (f0, f0, f0, f0, f0, f0, f0);
            for (int at = 0, from = 0; at < r.Length; at += Width, from += mean.Length * Width)
            {
                var four = x.Slice(from, 2 * Width);
                var share = r.Slice(at, Width);
                var (r0, r1) = (share[0], share[1]);
                var (d0, d1, e0, e1) = (four[0] - m, four[1] - m, four[2] - n, four[3] - n);
                var (v0, v1, w0, w1) = (r0 * d0, r1 * d1, r0 * e0, r1 * e1);
                (f0, f1, g0, g1) = (f0 + v0, f1 + v1, g0 + w0, g1 + w1);
                s0 = Vector512.MultiplyAddEstimate(v0, d0, s0);
                s1 = Vector512.MultiplyAddEstimate(v1, d1, s1);
                t0 = Vector512.MultiplyAddEstimate(w0, e0, t0);
                t1 = Vector512.MultiplyAddEstimate(w1, e1, t1);
            }

            first[d] += Folded(f0 + f1);
            first[d + 1] += Folded(g0 + g1);
            second[d] += Folded(s0 + s1);
            second[d + 1] += Folded(t0 + t1);
        }

        return d;
    }

    private static Vector<double> Folded(Vector512<double> sum) => (sum.GetLower() + sum.GetUpper()).AsVector();
}
