using static TorchSharp.torch;

namespace Gmm;

/// <summary>Mixtures to start from: the M step's answer to a first guess of who made which sample.</summary>
public static class MixtureStart
{
    /// <summary>A start of <see cref="ExpectationMaximization"/>, or for gradient descent, by <c>GaussianMixModel.From</c>.</summary>
    /// <param name="x">Samples, [N, D]: of one class, where each class has its mixture.</param>
    /// <param name="nComponents">K, from 1 to N.</param>
    /// <param name="options">Their Init, covariance type and RegCovar count; k-means and diagonal if null.</param>
    /// <exception cref="ArgumentException">x is not [N, D], holds NaN or infinity, or has fewer samples than components.</exception>
    /// <exception cref="ArithmeticException">A covariance lost a dimension: RegCovar is 0, or nothing beside the data.</exception>
    public static GaussianMixture Draw(Samples x, int nComponents, EmOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireComponents(nComponents, x);
        return Draw(x, weights: null, nComponents, options ?? new());
    }

    /// <summary>The mixture that fits best if samples belong to components as given: one M step.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <param name="responsibilities">[N, K], 0 or more, each row summing to 1.</param>
    /// <param name="options">Their covariance type and RegCovar count; diagonal if null.</param>
    /// <exception cref="ArgumentException">x is not [N, D], or responsibilities are not as above.</exception>
    public static GaussianMixture FromResponsibilities(Samples x, Tensor responsibilities, EmOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        var given = Samples.From(responsibilities, name: nameof(responsibilities));
        bool sound = given.Count == x.Count && given.Values.All(r => r >= 0)
            && given.Values.Chunk(given.Features).All(row => Math.Abs(row.Sum() - 1) < 1e-3);
        return sound
            ? Maximise(x, given.Values, given.Features, options ?? new())
            : throw new ArgumentException(
                $"responsibilities are {Require.Shape(responsibilities)}: expected [{x.Count}, K], 0 or more, each row summing to 1.",
                nameof(responsibilities));
    }

    internal static GaussianMixture Draw(Samples samples, double[]? weights, int components, EmOptions options)
    {
        if (options.Init == MixtureInit.Random)
        {
            return FromChance(samples, weights, components, options);
        }

        var clusters = KMeansClusters.Seeded(samples, weights, components);
        if (options.Init == MixtureInit.KMeans)
        {
            clusters.Settle();
        }
        else
        {
            clusters.Assign();
        }

        return FromLabels(samples, weights, clusters.Labels, components, options);
    }

    internal static void RequireComponents(int nComponents, Samples samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nComponents, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nComponents, samples.Count);
    }

    internal static GaussianMixture FromLabels(Samples samples, double[]? weights, int[] labels, int components, EmOptions options)
    {
        double[] r = new double[samples.Count * components];
        for (int n = 0; n < labels.Length; n++)
        {
            r[(n * components) + labels[n]] = weights?[n] ?? 1;
        }

        return Maximise(samples, r, components, options);
    }

    private static GaussianMixture FromChance(Samples samples, double[]? weights, int components, EmOptions options)
    {
        using var scope = NewDisposeScope();
        double[] r = Samples.Flat(rand(samples.Count, components, dtype: ScalarType.Float64));
        for (int n = 0; n < samples.Count; n++)
        {
            var row = r.AsSpan(n * components, components);
            double total = 0;
            foreach (double value in row)
            {
                total += value;
            }

            foreach (ref double value in row)
            {
                value *= (weights?[n] ?? 1) / total;
            }
        }

        return Maximise(samples, r, components, options);
    }

    private static GaussianMixture Maximise(Samples samples, double[] r, int components, EmOptions options) =>
        Maximisation.Run(SufficientStatistics.Of(samples, r, components, options.CovarianceType.Covariance().Moments), options);
}
