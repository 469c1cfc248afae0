using System.Buffers;
using System.Numerics;

namespace Gmm;

/// <summary>One pass of a mixture over samples, several an instruction and on several threads: log-densities, shares, statistics.</summary>
/// <remarks>
/// In float64, whatever the samples came in. A sample's results depend neither on the samples beside it nor on the number of threads,
/// to the bit; sums are added in the order of the samples. Everything is in bits, because 2^x is faster than e^x.
/// </remarks>
/// <param name="samples">N samples of D features.</param>
/// <param name="components">K.</param>
/// <param name="threads">Most threads to use.</param>
internal sealed class MixturePass(GroupedSamples samples, GaussianComponents components, int threads)
{
    /// <summary>Bytes that a tile takes: it stays in the first-level cache, more or less.</summary>
    private const int TileBytes = 32 * 1024;

    /// <summary>Groups of a tile at least: sums of pairs are read and written once a tile, and of many features they fill the nearest cache.</summary>
    private const int LeastGroups = 4;
    private const int LeastGroupsOfMany = 8;
    private const int ManyFeatures = 32;

    /// <summary>Groups of a tile at most.</summary>
    private const int MostGroups = 32;

    /// <summary>Runs of tiles: so many partial sums are added up, however many samples there are.</summary>
    private const int MostRuns = 32;

    /// <summary>Sums to add a sample to that are worth waking another thread for.</summary>
    private const double WorthAThread = 160 * 1024;

    private readonly int _tile = Math.Clamp(
        TileBytes / sizeof(double) / GroupedSamples.Lanes * GroupedSamples.Width
            / (((components.Count + samples.Features) * GroupedSamples.Width) + components.Scratch),
        samples.Features < ManyFeatures ? LeastGroups : LeastGroupsOfMany,
        MostGroups);

    /// <summary>For how many threads more there is enough to do.</summary>
    private double Worth => (double)samples.Count * ((components.Count * (1 + samples.Features)) + Second) / WorthAThread;

    private double Second => components.Moments switch
    {
        SecondMoments.Axes => components.Count * samples.Features,
        SecondMoments.Pairs => components.Count * Pairs(samples.Features),
        _ => Pairs(samples.Features) + Pairs(components.Count),
    };

    /// <summary>Natural-log density of each sample, [N].</summary>
    /// <param name="shares">Set to each component's share of it, [N, K], where it is not null; where all vanish, they share alike.</param>
    public double[] LogDensities(double[]? shares = null)
    {
        double[] result = new double[samples.Padded];
        var runs = new TileRuns(samples.Groups, _tile, MostRuns);
        runs.Share(threads, Worth, () =>
        {
            var room = AlignedRoom.OfThisThread<double>(MixtureTile.Room(components, _tile));
            while (runs.Take(out int run))
            {
                for (int at = runs.First(run); at < runs.First(run + 1); at++)
                {
                    var (start, length) = runs.Tile(at);
                    var tile = new MixtureTile(room, components, length);
                    tile.Evaluate(samples.From(start, length));
                    tile.LogDensities(GroupedSamples.Part(result, start, length));
                    if (shares is not null)
                    {
                        tile.CopyShares(shares, start * GroupedSamples.Lanes, samples.Count);
                    }
                }
            }
        });
        return result.Length == samples.Count ? result : result[..samples.Count];
    }

    /// <summary>The E step: responsibilities, summed up as the M step will need them, around the components' means.</summary>
    /// <param name="weights">One a sample, 0 for the places that fill the last group: <see cref="GroupedSamples.Padding"/>.</param>
    public SufficientStatistics Statistics(double[] weights)
    {
        using var total = new PassSums(components.Sums);
        using var inOrder = new OrderedSum<PassSums>(total, () => new(components.Sums));
        var runs = new TileRuns(samples.Groups, _tile, MostRuns);
        runs.Share(threads, Worth, () =>
        {
            var room = AlignedRoom.OfThisThread<double>(MixtureTile.Room(components, _tile));
            var rented = ArrayPool<Vector<double>>.Shared.Rent(components.Sums);
            var places = rented.AsSpan(0, components.Sums);
            while (runs.Take(out int run))
            {
                var part = inOrder.Rent(run);
                places.Clear();
                for (int at = runs.First(run); at < runs.First(run + 1); at++)
                {
                    var (start, length) = runs.Tile(at);
                    part.LogLikelihood += AddTile(new(room, components, length), start, length, weights, places);
                }

                part.Add(places);
                inOrder.Add(run, part);
            }

            ArrayPool<Vector<double>>.Shared.Return(rented);
        });
        var statistics = new SufficientStatistics(components.Means, components.Count, components.Moments) { LogLikelihood = total.LogLikelihood };
        components.CopyTo(statistics, total.Numbers);
        return statistics;
    }

    private double AddTile(MixtureTile tile, int start, int length, double[] weights, Span<Vector<double>> sums)
    {
        var x = samples.From(start, length);
        tile.Evaluate(x);
        double logLikelihood = tile.Share(GroupedSamples.Part(weights, start, length));
        components.Add(x, tile.Components, sums, tile.Scratch);
        return logLikelihood;
    }

    private static double Pairs(double count) => count * (count + 1) / 2;
}
