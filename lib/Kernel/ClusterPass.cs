using System.Numerics;
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
        using var inOrder = new OrderedSum<ClusterSums>(total, () => new(centres, components));
        var runs = Runs;
        runs.Share(threads, (double)samples.Count * centres.Length / WorthAThread, () =>
        {
            while (runs.Take(out int run))
            {
                var part = inOrder.Rent(run);
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
                    totals[run] += ClusterLoops.After(
                        samples.From(start, length), seed, GroupedSamples.Part(weights, start, length), nearest, GroupedSamples.Part(after, start, length));
                }
            }
        });
        return new(after, totals, runs, samples.Count);
    }

    private void Assign(int start, int length, int[] labels, ClusterSums sums)
    {
        if (WideClusterLoops.Serve(sums.Totals.Length, samples.Features))
        {
            int at = start * GroupedSamples.Lanes;
            var given = labels.AsSpan(at, Math.Min(length * GroupedSamples.Lanes, samples.Count - at));
            WideClusterLoops.Assign(samples.From(start, length), GroupedSamples.Part(weights, start, length), given, sums);
            return;
        }

        Span<Vector<double>> own = stackalloc Vector<double>[Width];
        Span<Vector<double>> squared = stackalloc Vector<double>[Width];
        var numbers = MemoryMarshal.Cast<Vector<double>, double>(own);
        var inertia = Vector<double>.Zero;
        for (int group = start; group < start + length; group++)
        {
            var x = samples.From(group, 1);
            ClusterLoops.Nearest(x, sums.Centres, own, squared);
            var share = GroupedSamples.Part(weights, group, 1);
            inertia += (share[0] * squared[0]) + (share[1] * squared[1]) + ((share[2] * squared[2]) + (share[3] * squared[3]));
            int first = group * GroupedSamples.Lanes;
            int count = Math.Min(GroupedSamples.Lanes, samples.Count - first);
            sums.Changed |= ClusterLoops.Label(numbers[..count], labels.AsSpan(first, count));
            ClusterLoops.Move(numbers[..count], weights.AsSpan(first, count), MemoryMarshal.Cast<Vector<double>, double>(x), sums);
        }

        sums.Inertia += Vector.Sum(inertia);
    }
}
