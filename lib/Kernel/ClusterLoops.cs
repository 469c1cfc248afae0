using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>The loops of <see cref="ClusterPass"/>, each over the samples of a group or a tile.</summary>
internal static class ClusterLoops
{
    private const int Width = GroupedSamples.Width;

    /// <summary>Writes the centres of a group's samples.</summary>
    /// <returns>Whether one changed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Label(ReadOnlySpan<double> own, Span<int> labels)
    {
        own = own[..labels.Length];
        int changed = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int k = (int)own[i];
            changed |= labels[i] ^ k;
            labels[i] = k;
        }

        return changed != 0;
    }

    /// <summary>Adds samples of one group to what moves their centres.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move(ReadOnlySpan<double> own, ReadOnlySpan<double> weights, ReadOnlySpan<double> x, ClusterSums sums)
    {
        int features = x.Length / GroupedSamples.Lanes;
        weights = weights[..own.Length];
        Span<double> totals = sums.Totals;
        ReadOnlySpan<double> centres = sums.Centres;
        var first = sums.First.AsSpan(0, centres.Length);
        for (int i = 0; i < own.Length; i++)
        {
            int k = (int)own[i];
            double weight = weights[i];
            totals[k] += weight;
            for (int d = 0, at = k * features, place = i; d < features; d++, at++, place += GroupedSamples.Lanes)
            {
                first[at] += weight * (x[place] - centres[at]);
            }
        }
    }

    /// <summary>The nearest of centres to each sample of a group, as a number, and the squared distance; added as they are written, to the bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Nearest(ReadOnlySpan<Vector<double>> x, ReadOnlySpan<double> centres, Span<Vector<double>> own, Span<Vector<double>> squared)
    {
        int features = x.Length / Width;
        var (n0, n1, n2, n3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var l0 = new Vector<double>(double.PositiveInfinity);
        var (l1, l2, l3) = (l0, l0, l0);
        for (int k = 0; centres.Length >= features; k++)
        {
            var (s0, s1, s2, s3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            for (int d = 0; d < features; d++)
            {
                var c = new Vector<double>(centres[d]);
                var four = x.Slice(d * Width, Width);
                var (d0, d1, d2, d3) = (four[0] - c, four[1] - c, four[2] - c, four[3] - c);
                (s0, s1, s2, s3) = (s0 + (d0 * d0), s1 + (d1 * d1), s2 + (d2 * d2), s3 + (d3 * d3));
            }

            centres = centres[features..];
            var number = new Vector<double>(k);
            (n0, l0) = Closer(s0, l0, number, n0);
            (n1, l1) = Closer(s1, l1, number, n1);
            (n2, l2) = Closer(s2, l2, number, n2);
            (n3, l3) = Closer(s3, l3, number, n3);
        }

        (own[0], own[1], own[2], own[3]) = (n0, n1, n2, n3);
        (squared[0], squared[1], squared[2], squared[3]) = (l0, l1, l2, l3);
    }

    /// <summary>What would be left of squared distances times weight if a sample became a seed.</summary>
    /// <param name="nearest">As they are; empty if there is no other seed.</param>
    /// <returns>Their sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double After(
        ReadOnlySpan<Vector<double>> x, double[] seed, ReadOnlySpan<Vector<double>> weights, ReadOnlySpan<Vector<double>> nearest, Span<Vector<double>> after)
    {
        var total = Vector<double>.Zero;
        for (int i = 0; i < after.Length; i++)
        {
            var own = x[((i / Width * seed.Length * Width) + (i % Width))..];
            var squared = Vector<double>.Zero;
            for (int d = 0; d < seed.Length; d++)
            {
                var difference = own[d * Width] - new Vector<double>(seed[d]);
                squared += difference * difference;
            }

            after[i] = nearest.IsEmpty ? weights[i] * squared : Vector.Min(nearest[i], weights[i] * squared);
            total += after[i];
        }

        return Vector.Sum(total);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<double> Own, Vector<double> Least) Closer(Vector<double> squared, Vector<double> least, Vector<double> number, Vector<double> own)
    {
        var closer = Vector.LessThan(squared, least);
        return (Vector.ConditionalSelect(closer, number, own), Vector.ConditionalSelect(closer, squared, least));
    }
}
