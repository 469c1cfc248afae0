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
    /// <param name="weights">One a sample; null for 1 each.</param>
    /// <param name="uniform">That many numbers between 0 and 1; torch's if null.</param>
    /// <returns>[K, D].</returns>
    public static double[] Draw(Samples samples, double[]? weights, int components, Func<int, double[]>? uniform = null) =>
        Draw(samples, ClusterPass.Over(samples, weights, get_num_threads()), components, uniform ?? Uniform);

    /// <param name="pass">Over the samples.</param>
    /// <inheritdoc cref="Draw(Samples, double[], int, Func{int, double[]})"/>
    public static double[] Draw(Samples samples, ClusterPass pass, int components, Func<int, double[]> uniform)
    {
        int candidates = 2 + (int)Math.Log(components);
        double[] chance = uniform(1 + ((components - 1) * candidates));
        double[] seeds = new double[components * samples.Features];
        int first = pass.BeforeSeeds().Choose(chance[0]);
        samples.Row(first).CopyTo(seeds);
        var left = pass.After(before: null, samples.Row(first).ToArray());
        for (int k = 1; k < components; k++)
        {
            var best = left;
            int seed = 0;
            double least = double.PositiveInfinity;
            for (int c = 0; c < candidates; c++)
            {
                int sample = left.Choose(chance[1 + ((k - 1) * candidates) + c]);
                var after = pass.After(left, samples.Row(sample).ToArray());
                (best, seed, least) = after.Total < least ? (after, sample, after.Total) : (best, seed, least);
            }

            left = best;
            samples.Row(seed).CopyTo(seeds.AsSpan(k * samples.Features));
        }

        return seeds;
    }

    public static double[] Uniform(int count)
    {
        using var numbers = rand(count, dtype: ScalarType.Float64);
        return [.. numbers.data<double>()];
    }
}
