namespace Gmm;

/// <summary>
/// Where fits of a stream start: at the best fit of a few thousand of its samples, drawn by chance. One reading counts the samples,
/// a second one draws; both give the same whoever reads which part.
/// </summary>
internal static class StreamStart
{
    /// <summary>Samples that are drawn of each group. A component of which there are fewer than a handful among them starts elsewhere.</summary>
    public const int Drawn = 10_000;

    /// <summary>Number of samples of each group, [G].</summary>
    public static double[] Counts(ISampleStream stream) => StreamPass.Sum(stream, stream.Groups, (batch, counts) =>
    {
        for (int g = 0; g < counts.Length; g++)
        {
            counts[g] = batch.Of(g)?.Count ?? 0;
        }
    });

    /// <summary>About <see cref="Drawn"/> samples of each group, or all where there are fewer; on the machine that starts are made on.</summary>
    /// <param name="features">D.</param>
    /// <param name="counts">Samples of each group, [G].</param>
    /// <param name="seed">Another one draws others.</param>
    public static Samples[] Draw(ISampleStream stream, int features, double[] counts, ulong seed)
    {
        ulong[] limits = [.. counts.Select(count => count <= Drawn ? ulong.MaxValue : (ulong)(Drawn / count * ulong.MaxValue))];
        var rows = new List<double>(); // group, the number that decided, the sample
        StreamPass.Run(stream, Own, rows.AddRange);
        double[][] all = [.. stream.Collect([.. rows]).Chunk(features + 2).OrderBy(row => row[0]).ThenBy(row => row[1])];
        return
        [
            .. counts.Select((_, g) =>
            {
                double[] values = [.. all.Where(row => row[0] == g).SelectMany(row => row[2..])];
                return new Samples(values, values.Length / features, features);
            }),
        ];

        List<double> Own(StreamBatch batch)
        {
            var own = new List<double>();
            for (int g = 0; g < counts.Length; g++)
            {
                for (int n = 0; n < (batch.Of(g)?.Count ?? 0); n++)
                {
                    ulong chance = Mixed(Mixed(seed + batch.Id) + (ulong)n);
                    if (chance <= limits[g])
                    {
                        own.AddRange([g, chance, .. batch.Of(g)!.Row(n)]);
                    }
                }
            }

            return own;
        }
    }

    /// <summary>A mixture for each run to start from, fitted to its group's draw; null where there is no fit.</summary>
    public static GaussianMixture?[] Fit(Samples[] draws, IReadOnlyList<(int Group, int Components, EmOptions Options)> wanted)
    {
        var problems = new Dictionary<(int, EmOptions), EmProblem>();
        return [.. wanted.Select(run =>
        {
            try
            {
                var (draw, options) = (draws[run.Group], run.Options);
                MixtureStart.RequireComponents(run.Components, draw);
                if (!problems.TryGetValue((run.Group, options), out var problem))
                {
                    problems[(run.Group, options)] = problem = new(draw, weights: null, options);
                }

                int least = Soundness.EnoughSamples(options.CovarianceType, run.Components, draw.Features);
                return problem.Best(run.Components, least, progress: null, CancellationToken.None).Mixture;
            }
            catch (Exception flaw) when (wanted.Count > 1 && flaw is ArithmeticException or ArgumentException)
            {
                return null; // costs this candidate
            }
        })];
    }

    /// <summary>Steele, Lea and Flood's SplitMix64: numbers that look random, one for each.</summary>
    private static ulong Mixed(ulong number)
    {
        number += 0x9E3779B97F4A7C15;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }
}
