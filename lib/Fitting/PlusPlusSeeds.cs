using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// The k-means++ seeds: samples far from one another, but not the farthest, which would be outliers. Each is drawn in
/// proportion to its squared distance from the seeds before it; of 2 + log K candidates, the one that leaves the least
/// distance is taken, as in scikit-learn.
/// </summary>
/// <seealso href="https://dl.acm.org/doi/10.5555/1283383.1283494">Arthur and Vassilvitskii, 2007</seealso>
internal static class PlusPlusSeeds
{
    /// <param name="uniform">That many numbers between 0 and 1; torch's if null.</param>
    /// <returns>[K, D].</returns>
    public static double[] Draw(Samples samples, double[]? weights, int components, Func<int, double[]>? uniform = null)
    {
        int candidates = 2 + (int)Math.Log(components);
        double[] chance = (uniform ?? Uniform)(1 + ((components - 1) * candidates));
        double[] nearest = new double[samples.Count]; // weight times squared distance to the nearest seed
        for (int n = 0; n < nearest.Length; n++)
        {
            nearest[n] = weights?[n] ?? 1;
        }

        double[] seeds = new double[components * samples.Features];
        int first = Choose(nearest, chance[0]);
        samples.Row(first).CopyTo(seeds);
        Array.Fill(nearest, double.PositiveInfinity);
        nearest = After(samples, weights, nearest, first).Nearest;
        for (int k = 1; k < components; k++)
        {
            var best = (Total: double.PositiveInfinity, Nearest: nearest, Sample: 0);
            for (int c = 0; c < candidates; c++)
            {
                int sample = Choose(nearest, chance[1 + ((k - 1) * candidates) + c]);
                var (total, after) = After(samples, weights, nearest, sample);
                best = total < best.Total ? (total, after, sample) : best;
            }

            nearest = best.Nearest;
            samples.Row(best.Sample).CopyTo(seeds.AsSpan(k * samples.Features));
        }

        return seeds;
    }

    /// <summary>What would be left of the distances if a sample became a seed.</summary>
    private static (double Total, double[] Nearest) After(Samples samples, double[]? weights, double[] nearest, int seed)
    {
        double[] after = new double[nearest.Length];
        var x = samples.Row(seed);
        double total = 0;
        for (int n = 0; n < after.Length; n++)
        {
            after[n] = Math.Min(nearest[n], (weights?[n] ?? 1) * KMeansClusters.SquaredDistance(x, samples.Row(n)));
            total += after[n];
        }

        return (total, after);
    }

    /// <summary>The sample at which the running sum of shares passes a number between 0 and 1.</summary>
    private static int Choose(double[] shares, double chance)
    {
        double left = chance * shares.Sum();
        for (int n = 0; n < shares.Length; n++)
        {
            left -= shares[n];
            if (left < 0)
            {
                return n;
            }
        }

        return Array.FindLastIndex(shares, s => s > 0) is var last and >= 0 ? last : shares.Length - 1;
    }

    private static double[] Uniform(int count)
    {
        using var numbers = rand(count, dtype: ScalarType.Float64);
        return [.. numbers.data<double>()];
    }
}
