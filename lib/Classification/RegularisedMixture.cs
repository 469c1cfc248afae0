namespace Gmm;

/// <summary>
/// Components of one class's samples, by expectation-maximisation under a prior: each component's covariance counts a share of the
/// class's own, worth D + 2 samples, and so none can close in on a few samples, however many there are.
/// </summary>
/// <seealso href="https://doi.org/10.1007/s00357-007-0004-5">Fraley and Raftery, Bayesian Regularization for Normal Mixture Estimation, 2007</seealso>
internal static class RegularisedMixture
{
    private const int Starts = 2;
    private const int MostIterations = 40;
    private const double Tolerance = 1e-4; // nats a sample: components are only where shrinkage starts from

    /// <summary>The statistics of each component, around its mean.</summary>
    /// <param name="samples">Of standardised features.</param>
    public static SufficientStatistics Fit(Samples samples, int components)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, samples.Count)];
        var whole = SufficientStatistics.Of(samples, ones, components: 1, SecondMoments.Pairs);
        if (components == 1)
        {
            return whole;
        }

        // K components share the class's volume: by Fraley and Raftery each is expected to fill a K-th of it.
        double[] prior = [.. whole.Second.Select((v, i) => (v / samples.Count) + (i % (samples.Features + 1) == 0 ? 1e-3 : 0))];
        double smaller = Math.Pow(components, -2.0 / samples.Features);
        prior = [.. prior.Select(v => v * smaller)];
        return Enumerable.Range(0, Starts).Select(_ => Run(samples, components, prior)).MaxBy(run => run.LogLikelihood)!;
    }

    private static SufficientStatistics Run(Samples samples, int components, double[] prior)
    {
        var clusters = KMeansClusters.Seeded(samples, weights: null, components);
        clusters.Settle();
        double[] r = new double[samples.Count * components];
        for (int n = 0; n < samples.Count; n++)
        {
            r[(n * components) + clusters.Labels[n]] = 1;
        }

        double last = double.NegativeInfinity;
        for (int iteration = 0; ; iteration++)
        {
            var statistics = SufficientStatistics.Of(samples, r, components, SecondMoments.Pairs);
            statistics.LogLikelihood = Maximum(statistics, prior).LogDensities(samples, r).Sum();
            if (iteration == MostIterations || statistics.LogLikelihood - last < Tolerance * samples.Count)
            {
                return statistics;
            }

            last = statistics.LogLikelihood;
        }
    }

    private static GaussianMixture Maximum(SufficientStatistics statistics, double[] prior)
    {
        int features = statistics.Features;
        double worth = features + 2;
        double[] covariances = new double[statistics.Second.Length];
        for (int i = 0; i < covariances.Length; i++)
        {
            var (k, row, column) = (i / prior.Length, i % prior.Length / features, i % features);
            int lower = (Math.Max(row, column) * features) + Math.Min(row, column); // of second moments, the lower half is kept
            covariances[i] = (statistics.Second[(k * prior.Length) + lower] + (worth * prior[lower])) / (statistics.Totals[k] + worth);
        }

        double total = statistics.Totals.Sum();
        return new(CovarianceType.Full, [.. statistics.Totals.Select(own => own / total)], [.. statistics.Reference], covariances);
    }
}
