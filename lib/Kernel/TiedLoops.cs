using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>The loops of <see cref="TiedComponents"/>, each over one group of samples.</summary>
internal static class TiedLoops
{
    private const int Width = GroupedSamples.Width;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>A group's shares of all components together, and what divides by their sum; by nothing where that is 0.</summary>
    /// <param name="r">Weight times responsibility, from the group's first vector on.</param>
    /// <param name="length">From one component's vectors to the next one's.</param>
    /// <param name="shares">Set to r, [K, 4], with 0 in rows beyond K.</param>
    /// <param name="inverse">Set to 1 / Σ r, [4].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(ReadOnlySpan<Vector<double>> r, int length, Span<Vector<double>> shares, Span<Vector<double>> inverse)
    {
        inverse.Clear();
        int end = 0;
        for (int at = 0; at < r.Length; at += length, end += Width)
        {
            for (int v = 0; v < Width; v++)
            {
                shares[end + v] = r[at + v];
                inverse[v] += r[at + v];
            }
        }

        shares[end..].Clear();
        for (int v = 0; v < Width; v++)
        {
            var counts = Vector.GreaterThanOrEqual(inverse[v], new Vector<double>(SmallestNormal));
            inverse[v] = Vector.ConditionalSelect(counts, Vector<double>.One / inverse[v], Vector<double>.Zero);
        }
    }

    /// <summary>Σ r·(x - μ) over components, and over samples.</summary>
    /// <param name="x">[D, 4].</param>
    /// <param name="means">[K, D].</param>
    /// <param name="r">[K, 4].</param>
    /// <param name="weighted">Set to the sum over components, [D, 4], with 0 in rows beyond D.</param>
    /// <param name="heads">Of each component Σ r and Σ r·(x - μ) over samples are added, [K, 1 + D].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weigh(
        ReadOnlySpan<Vector<double>> x, ReadOnlySpan<double> means, ReadOnlySpan<Vector<double>> r, Span<Vector<double>> weighted, Span<Vector<double>> heads)
    {
        int features = x.Length / Width;
        int components = means.Length / features;
        for (int k = 0; k < components; k++)
        {
            var own = r.Slice(k * Width, Width);
            heads[k * (1 + features)] += own[0] + own[1] + (own[2] + own[3]);
        }

        for (int d = 0; d < features; d++)
        {
            var four = x.Slice(d * Width, Width);
            var (x0, x1, x2, x3) = (four[0], four[1], four[2], four[3]);
            var y0 = Vector<double>.Zero;
            var (y1, y2, y3) = (y0, y0, y0);
            for (int k = 0; k < components; k++)
            {
                var own = r.Slice(k * Width, Width);
                var mean = new Vector<double>(means[(k * features) + d]);
                var (w0, w1, w2, w3) = (own[0] * (x0 - mean), own[1] * (x1 - mean), own[2] * (x2 - mean), own[3] * (x3 - mean));
                (y0, y1, y2, y3) = (y0 + w0, y1 + w1, y2 + w2, y3 + w3);
                heads[(k * (1 + features)) + 1 + d] += w0 + w1 + (w2 + w3);
            }

            var result = weighted.Slice(d * Width, Width);
            (result[0], result[1], result[2], result[3]) = (y0, y1, y2, y3);
        }

        weighted[(features * Width)..].Clear();
    }

    /// <param name="values">[rows, 4].</param>
    /// <param name="factors">[4].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ReadOnlySpan<Vector<double>> values, ReadOnlySpan<Vector<double>> factors, Span<Vector<double>> result)
    {
        factors = factors[..Width];
        var (f0, f1, f2, f3) = (factors[0], factors[1], factors[2], factors[3]);
        for (int at = 0; at < values.Length; at += Width)
        {
            var own = values.Slice(at, Width);
            var to = result.Slice(at, Width);
            (to[0], to[1], to[2], to[3]) = (own[0] * f0, own[1] * f1, own[2] * f2, own[3] * f3);
        }
    }
}
