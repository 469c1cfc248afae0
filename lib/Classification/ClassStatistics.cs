namespace Gmm;

/// <summary>
/// What some samples say of their classes, each of K components: enough to make the densities for any amount of shrinkage, which is
/// how hundreds of candidates cost little more than one.
/// </summary>
/// <remarks>
/// A covariance estimated from few samples is wrong in two ways, and leans on something steadier in each. Its shape leans on the
/// covariance that all components have in common, counted as so many samples more: a class of two samples takes nearly all of it, one
/// of a thousand hardly any. Its axes lean on how far the feature reaches at all: a direction in which a component happens to have
/// seen no spread gets some, and correlations shrink. Friedman's regularised discriminant analysis leans on the same two, in shares.
/// </remarks>
/// <seealso href="https://doi.org/10.1080/01621459.1989.10478752">Friedman, Regularized Discriminant Analysis, 1989</seealso>
/// <seealso href="https://doi.org/10.1007/s00357-007-0004-5">Fraley and Raftery, Bayesian Regularization for Normal Mixture Estimation, 2007</seealso>
internal sealed class ClassStatistics
{
    /// <summary>Added to variances of standardised features, 1: what is less is rounding.</summary>
    private const double Least = 1e-8;

    private readonly SufficientStatistics[] _classes;
    private readonly double[] _pooled; // [D, D]: the covariance within components, of all classes
    private readonly double[] _reach;  // [D]: the farthest that a sample is from its class's mean, taken as three standard deviations; squared

    /// <param name="classes">Samples of each class, of standardised features.</param>
    /// <param name="components">The most components a class may have; one that has too few samples gets fewer.</param>
    public ClassStatistics(Samples[] classes, int components)
    {
        Features = classes[0].Features;
        Counts = [.. classes.Select(own => (double)own.Count)];
        _classes = [.. classes.Select(own => RegularisedMixture.Fit(own, Math.Clamp(own.Count / LeastSamples(Features), 1, components)))];
        _pooled = Pooled();
        _reach = Reach(classes);
    }

    /// <summary>D.</summary>
    public int Features { get; }

    /// <summary>Samples of each class, [C].</summary>
    public double[] Counts { get; }

    /// <summary>How many samples a component has to stand on if a class has several.</summary>
    public static int LeastSamples(int features) => Math.Max(5, features);

    /// <summary>The density of each class.</summary>
    /// <param name="borrowed">
    /// How many samples' worth the pooled covariance counts in each component's, in multiples of D; infinite for one covariance for all.
    /// </param>
    /// <param name="shrinkage">The share of the reach in each variance, and of nothing in each correlation; from 0 to 1.</param>
    public GaussianMixture[] Densities(double borrowed, double shrinkage)
    {
        return [.. _classes.Select(own => new GaussianMixture(
            CovarianceType.Full,
            [.. own.Totals.Select(total => total / own.Totals.Sum())],
            [.. own.Reference],
            [.. Enumerable.Range(0, own.Components).SelectMany(k => Covariance(own, k, borrowed * Features, shrinkage))]))];
    }

    private double[] Covariance(SufficientStatistics own, int k, double borrowed, double shrinkage)
    {
        double samples = Math.Max(0, own.Totals[k] - 1);
        double share = double.IsInfinity(borrowed) || samples == 0 ? 1 : borrowed / (samples + borrowed);
        double[] covariance = new double[_pooled.Length];
        for (int i = 0; i < Features; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double variance = share == 1 ? 0 : own.Second[(((k * Features) + i) * Features) + j] / samples;
                double mixed = (1 - shrinkage) * (((1 - share) * variance) + (share * _pooled[(i * Features) + j]));
                covariance[(i * Features) + j] = covariance[(j * Features) + i] = mixed + (i == j ? (shrinkage * _reach[i]) + Least : 0);
            }
        }

        return covariance;
    }

    private double[] Pooled()
    {
        double[] pooled = new double[Features * Features];
        double samples = _classes.Sum(own => own.Totals.Sum()) - _classes.Sum(own => own.Components);
        for (int i = 0; i < pooled.Length; i++)
        {
            // With a sample a component there is nothing to see: independent features of the spread that all samples have together.
            pooled[i] = samples > 0
                ? _classes.Sum(own => Enumerable.Range(0, own.Components).Sum(k => own.Second[(k * pooled.Length) + i])) / samples
                : i % (Features + 1) == 0 ? 1 : 0;
        }

        return pooled;
    }

    private double[] Reach(Samples[] classes)
    {
        double[] reach = new double[Features];
        foreach (var own in classes)
        {
            for (int d = 0; d < Features; d++)
            {
                double[] column = [.. Enumerable.Range(0, own.Count).Select(n => own.Row(n)[d])];
                double mean = column.Average();
                reach[d] = Math.Max(reach[d], column.Max(value => (value - mean) * (value - mean)) / 9);
            }
        }

        return reach;
    }
}
