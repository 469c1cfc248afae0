namespace Gmm;

/// <summary>k-means over samples that come in batches: <see cref="KMeansClusters.Settle"/>'s iterations, a reading each, in constant memory.</summary>
internal static class StreamKMeans
{
    /// <summary>Lloyd's iterations from given centres; the same as in memory, but for the order of sums.</summary>
    /// <param name="centres">[K, D]; left as they are.</param>
    /// <returns>Centres [K, D], the squared distances to the nearest of them added up, the iterations, and whether the centres came to rest.</returns>
    public static (double[] Centres, double Inertia, int Iterations, bool Converged) Fit(BatchStream stream, double[] centres, int features)
    {
        double tolerance = KMeansClusters.RelativeTolerance * MeanVariance(stream, features);
        var (iterations, converged) = (0, false);
        while (iterations < KMeansClusters.MostIterations && !converged)
        {
            iterations++;
            double[] next = Moved(stream, centres, Assign(stream, centres, features).Sums, features);
            converged = KMeansClusters.SquaredDistance(next, centres) <= tolerance;
            centres = next;
        }

        return (centres, Assign(stream, centres, features).Inertia, iterations, converged);
    }

    /// <returns>Of each centre, how many samples are nearest to it and the sum of their differences, [K, 1 + D].</returns>
    private static (double[] Sums, double Inertia) Assign(BatchStream stream, double[] centres, int features)
    {
        int width = 1 + features;
        int inertia = centres.Length / features * width;
        double[] sums = StreamPass.Sum(stream, inertia + 1, (batch, own) =>
        {
            var (part, _) = Assign(batch, centres);
            own[inertia] = part.Inertia;
            for (int k = 0; k < part.Totals.Length; k++)
            {
                own[k * width] = part.Totals[k];
                part.First.AsSpan(k * features, features).CopyTo(own.AsSpan((k * width) + 1));
            }
        });
        return (sums, sums[inertia]);
    }

    private static (ClusterSums Sums, int[] Labels) Assign(StreamBatch batch, double[] centres)
    {
        var samples = batch.Of(0)!;
        int[] labels = new int[samples.Count];
        return (ClusterPass.Over(samples, weights: null, threads: 1).Assign(centres, labels), labels);
    }

    private static double[] Moved(BatchStream stream, double[] centres, double[] sums, int features)
    {
        int width = 1 + features;
        int components = centres.Length / features;
        int[] empty = [.. Enumerable.Range(0, components).Where(k => sums[k * width] == 0)];
        double[] next = [.. centres.Select((c, i) => c + (sums[(i / features * width) + 1 + (i % features)] / Math.Max(1, sums[i / features * width])))];
        foreach (var (k, x) in empty.Zip(empty.Length == 0 ? [] : Farthest(stream, centres, features, empty.Length)))
        {
            x.CopyTo(next, k * features); // a centre without samples goes to the sample that is worst off
        }

        return next;
    }

    /// <summary>The samples that are worst off, the worst first.</summary>
    private static List<double[]> Farthest(BatchStream stream, double[] centres, int features, int count)
    {
        List<(double Squared, double[] X)> farthest = [];
        StreamPass.Run(stream, Own, own => farthest = [.. farthest.Concat(own).OrderByDescending(sample => sample.Squared).Take(count)]);
        return [.. farthest.Select(sample => sample.X)];

        (double Squared, double[] X)[] Own(StreamBatch batch)
        {
            return [.. Assign(batch, centres).Labels
                .Select((k, n) => (n, Squared: KMeansClusters.SquaredDistance(batch.Of(0)!.Row(n), centres.AsSpan(k * features, features))))
                .OrderByDescending(sample => sample.Squared).Take(count)
                .Select(sample => (sample.Squared, batch.Of(0)!.Row(sample.n).ToArray()))];
        }
    }

    /// <summary>The variance of each feature, averaged over features: twice read, so that nothing cancels.</summary>
    private static double MeanVariance(BatchStream stream, int features)
    {
        double[] sums = StreamPass.Sum(stream, 1 + features, (batch, own) =>
        {
            own[features] = batch.Of(0)!.Count;
            foreach (var (i, value) in batch.Of(0)!.Values.Index())
            {
                own[i % features] += value;
            }
        });
        double[] means = [.. sums[..features].Select(sum => sum / sums[features])];
        double[] squares = StreamPass.Sum(stream, 1, (batch, own) => own[0] = batch.Of(0)!.Values.Select((value, i) => Math.Pow(value - means[i % features], 2)).Sum());
        return squares[0] / sums[features] / features;
    }
}
