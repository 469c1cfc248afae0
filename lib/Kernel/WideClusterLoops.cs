using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gmm;

/// <summary>
/// A tile of k-means for processors with wide vectors, as <see cref="WideLoops"/> has them: each centre takes its own samples out of a
/// group by a mask, where <see cref="ClusterLoops"/> takes one sample after the other to its centre.
/// </summary>
internal static class WideClusterLoops
{
    private const int Width = 2;

    /// <summary>Centres up to which masks are faster: every sample meets every centre twice.</summary>
    private const int MostCentres = 8;

    /// <summary>Sums that stay in the nearest cache.</summary>
    private const int MostSums = 256;

    /// <summary>Whether they gain anything.</summary>
    public static bool Serve(int centres, int features) => WideLoops.IsSupported && centres <= MostCentres && centres * (1 + features) <= MostSums;

    /// <summary>Gives each sample to its nearest centre, the first of several, and adds it there.</summary>
    /// <param name="samples">[groups, D, 4].</param>
    /// <param name="weights">[groups, 4].</param>
    /// <param name="labels">Of the tile's samples; the last group may lack some.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Assign(ReadOnlySpan<Vector<double>> samples, ReadOnlySpan<Vector<double>> weights, Span<int> labels, ClusterSums sums)
    {
        var x = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(samples);
        var w = MemoryMarshal.Cast<Vector<double>, Vector512<double>>(weights);
        int features = x.Length / w.Length;
        int size = 1 + features;
        Span<Vector512<double>> places = stackalloc Vector512<double>[sums.Totals.Length * size];
        places.Clear();
        var inertia = Vector512<double>.Zero;
        var changed = Vector512<int>.Zero;
        for (int at = 0; at < w.Length; at += Width)
        {
            var own = x.Slice(at * features, Width * features);
            var (w0, w1) = (w[at], w[at + 1]);
            var (n0, n1, l0, l1) = Nearest(own, sums.Centres);
            inertia += (w0 * l0) + (w1 * l1);
            Move(own, w0, w1, n0, n1, sums.Centres, places);
            var numbers = Vector512.Narrow(Vector512.ConvertToInt64Native(n0), Vector512.ConvertToInt64Native(n1));
            var group = labels[..Math.Min(Vector512<int>.Count, labels.Length)];
            labels = labels[group.Length..];
            changed |= Label(numbers, group);
        }

        sums.Changed |= changed != Vector512<int>.Zero;
        sums.Inertia += Vector512.Sum(inertia);
        for (int k = 0; k < sums.Totals.Length; k++)
        {
            sums.Totals[k] += Vector512.Sum(places[k * size]);
            for (int d = 0; d < features; d++)
            {
                sums.First[(k * features) + d] += Vector512.Sum(places[(k * size) + 1 + d]);
            }
        }
    }

    /// <summary>Added as they are written, to the bit, as in <see cref="ClusterLoops.Nearest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> N0, Vector512<double> N1, Vector512<double> L0, Vector512<double> L1) Nearest(
        ReadOnlySpan<Vector512<double>> x, ReadOnlySpan<double> centres)
    {
        int features = x.Length / Width;
        var (n0, n1) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var l0 = Vector512.Create(double.PositiveInfinity);
        var l1 = l0;
        for (int k = 0; centres.Length >= features; k++)
        {
            var (s0, s1) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (int d = 0; d < features; d++)
            {
                var c = Vector512.Create(centres[d]);
                var (d0, d1) = (x[Width * d] - c, x[(Width * d) + 1] - c);
                (s0, s1) = (s0 + (d0 * d0), s1 + (d1 * d1));
            }

            centres = centres[features..];
            var number = Vector512.Create((double)k);
            var (closer0, closer1) = (Vector512.LessThan(s0, l0), Vector512.LessThan(s1, l1));
            n0 = Vector512.ConditionalSelect(closer0, number, n0);
            n1 = Vector512.ConditionalSelect(closer1, number, n1);
            l0 = Vector512.ConditionalSelect(closer0, s0, l0);
            l1 = Vector512.ConditionalSelect(closer1, s1, l1);
        }

        return (n0, n1, l0, l1);
    }

    /// <summary>Adds Σ w and Σ w·(x - centre) of each centre's own, [K, 1 + D].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(
        ReadOnlySpan<Vector512<double>> x, Vector512<double> w0, Vector512<double> w1, Vector512<double> n0, Vector512<double> n1,
        ReadOnlySpan<double> centres, Span<Vector512<double>> places)
    {
        int features = x.Length / Width;
        for (int k = 0; centres.Length >= features; k++)
        {
            var number = Vector512.Create((double)k);
            var (own0, own1) = (Vector512.Equals(n0, number), Vector512.Equals(n1, number));
            var total = places[0] + Vector512.ConditionalSelect(own0, w0, Vector512<double>.Zero);
            places[0] = total + Vector512.ConditionalSelect(own1, w1, Vector512<double>.Zero);
            for (int d = 0; d < features; d++)
            {
                var c = Vector512.Create(centres[d]);
                var sum = places[1 + d];
                sum = Vector512.ConditionalSelect(own0, Vector512.MultiplyAddEstimate(w0, x[Width * d] - c, sum), sum);
                places[1 + d] = Vector512.ConditionalSelect(own1, Vector512.MultiplyAddEstimate(w1, x[(Width * d) + 1] - c, sum), sum);
            }

            centres = centres[features..];
            places = places[(1 + features)..];
        }
    }

    /// <returns>Bits in which labels change.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Label(Vector512<int> numbers, Span<int> labels)
    {
        if (labels.Length == Vector512<int>.Count)
        {
            var before = Vector512.Create<int>(labels);
            numbers.CopyTo(labels);
            return numbers ^ before;
        }

        int changed = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            changed |= numbers[i] ^ labels[i];
            labels[i] = numbers[i];
        }

        return Vector512.Create(changed);
    }
}
