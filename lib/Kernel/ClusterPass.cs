using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmm;

/// <summary>Passes over samples for k-means, several samples an instruction: nearest centres, and distances from seeds.</summary>
/// <param name="samples">N samples of D features.</param>
/// <param name="weights">One a sample, 0 for the places that fill the last group: <see cref="GroupedSamples.Padding"/>.</param>
/// <param name="threads">Most threads to use.</param>
internal sealed class ClusterPass(GroupedSamples samples, double[] weights, int threads)
{
    private const int Width = GroupedSamples.Width;
    private const int TileGroups = 64;
    private const double WorthAThread = 128 * 1024; // distances along an axis

    private TileRuns Runs => new(samples.Groups, TileGroups);

    public static ClusterPass Over(Samples samples, double[]? weights, int threads)
    {
        var grouped = new GroupedSamples(samples);
        return new(grouped, grouped.Padding(weights), threads);
    }

    /// <summary>Gives each sample to its nearest centre, the first of several.</summary>
    /// <param name="centres">[K, D].</param>
    /// <param name="labels">The centre of each sample, [N]: as they were, and then as they are.</param>
    public ClusterSums Assign(double[] centres, int[] labels)
    {
        int components = centres.Length / samples.Features;
        var total = new ClusterSums(centres, components);
        var inOrder = new OrderedSum<ClusterSums>(total, () => new(centres, components));
        var runs = Runs;
        runs.Share(threads, (double)samples.Count * centres.Length / WorthAThread, () =>
        {
            while (runs.Take(out int run))
            {
                var part = inOrder.Rent();
                for (int at = runs.First(run); at < runs.First(run + 1); at++)
                {
                    var (start, length) = runs.Tile(at);
                    Assign(start, length, labels, part);
                }

                inOrder.Add(run, part);
            }
        });
        return total;
    }

    /// <summary>Before the first seed: each sample counts by its weight.</summary>
    public SeedDistances BeforeSeeds()
    {
        var runs = Runs;
        double[] totals = new double[runs.Count];
        for (int run = 0; run < totals.Length; run++)
        {
            var (start, end) = runs.Of(run);
            totals[run] = weights.AsSpan((start * GroupedSamples.Lanes)..(end * GroupedSamples.Lanes)).ToArray().Sum();
        }

        return new(weights, totals, runs, samples.Count);
    }

    /// <summary>What would be left of the distances if a sample became a seed.</summary>
    /// <param name="before">Null if it is the first.</param>
    /// <param name="seed">[D].</param>
    public SeedDistances After(SeedDistances? before, double[] seed)
    {
        double[] after = new double[samples.Padded];
        var runs = Runs;
        double[] totals = new double[runs.Count];
        runs.Share(threads, (double)samples.Count * samples.Features / WorthAThread, () =>
        {
            while (runs.Take(out int run))
            {
                for (int at = runs.First(run); at < runs.First(run + 1); at++)
                {
                    var (start, length) = runs.Tile(at);
                    var nearest = before is null ? default : GroupedSamples.Part(before.Values, start, length);
                    totals[run] += After(
                        samples.From(start, length), seed, GroupedSamples.Part(weights, start, length), nearest, GroupedSamples.Part(after, start, length));
                }
            }
        });
        return new(after, totals, runs, samples.Count);
    }

    private void Assign(int start, int length, int[] labels, ClusterSums sums)
    {
        Span<Vector<double>> own = stackalloc Vector<double>[Width];
        Span<Vector<double>> squared = stackalloc Vector<double>[Width];
        var numbers = MemoryMarshal.Cast<Vector<double>, double>(own);
        var inertia = Vector<double>.Zero;
        for (int group = start; group < start + length; group++)
        {
            var x = samples.From(group, 1);
            Nearest(x, sums.Centres, own, squared);
            var share = GroupedSamples.Part(weights, group, 1);
            inertia += (share[0] * squared[0]) + (share[1] * squared[1]) + ((share[2] * squared[2]) + (share[3] * squared[3]));
            int first = group * GroupedSamples.Lanes;
            int count = Math.Min(GroupedSamples.Lanes, samples.Count - first);
            sums.Changed |= Label(numbers[..count], labels.AsSpan(first, count));
            Move(numbers[..count], weights.AsSpan(first, count), MemoryMarshal.Cast<Vector<double>, double>(x), sums);
        }

        sums.Inertia += Vector.Sum(inertia);
    }

    /// <returns>Whether one changed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Label(ReadOnlySpan<double> own, Span<int> labels)
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
    private static void Move(ReadOnlySpan<double> own, ReadOnlySpan<double> weights, ReadOnlySpan<double> x, ClusterSums sums)
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
    private static void Nearest(ReadOnlySpan<Vector<double>> x, ReadOnlySpan<double> centres, Span<Vector<double>> own, Span<Vector<double>> squared)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<double> Own, Vector<double> Least) Closer(Vector<double> squared, Vector<double> least, Vector<double> number, Vector<double> own)
    {
        var closer = Vector.LessThan(squared, least);
        return (Vector.ConditionalSelect(closer, number, own), Vector.ConditionalSelect(closer, squared, least));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double After(
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
}
