namespace Gmm;

/// <summary>
/// The M step: the mixture that makes samples of these moments most likely. Weights are each component's share of the
/// samples, means and covariances those of its samples.
/// </summary>
internal static class Maximisation
{
    /// <summary>Distance from 1 to the next float64.</summary>
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <param name="options">Their covariance type, <see cref="EmOptions.RegCovar"/> and <see cref="EmOptions.VarianceFloor"/>.</param>
    /// <param name="iteration">For the message; 0 for a start.</param>
    /// <exception cref="ArithmeticException">A covariance is not positive definite.</exception>
    public static GaussianMixture Run(Moments moments, EmOptions options, int iteration = 0)
    {
        try
        {
            return Best(moments, options);
        }
        catch (ArgumentException flaw)
        {
            string when = iteration == 0 ? "Start" : FormattableString.Invariant($"Iteration {iteration}");
            string reason = $"{when}: {flaw.Message} A component is left with too few different samples.";
            string advice = FormattableString.Invariant($"Raise RegCovar ({options.RegCovar}), or take fewer components.");
            throw new ArithmeticException($"{reason} {advice}", flaw);
        }
    }

    private static GaussianMixture Best(Moments moments, EmOptions options)
    {
        // As in scikit-learn, so that a component that answers for nothing divides by something.
        double[] totals = Array.ConvertAll(moments.Totals, total => total + (10 * MachineEpsilon));
        double all = totals.Sum();
        double[] shifts = [.. moments.First.Select((first, i) => first / totals[i / moments.Features])];
        double[] means = [.. moments.Reference.Select((c, i) => c + shifts[i])];
        double[] weights = Array.ConvertAll(totals, total => options.EqualWeights ? 1.0 / totals.Length : total / all);
        double[] covariances = moments.HasPairs
            ? Pairs(moments, totals, shifts, options)
            : Axes(moments, totals, shifts, options);
        return new(options.CovarianceType, weights, means, covariances) { HasEqualWeights = options.EqualWeights };
    }

    /// <returns>Variances, [K, D].</returns>
    private static double[] Axes(Moments moments, double[] totals, double[] shifts, EmOptions options)
    {
        int features = moments.Features;
        double[] variances =
            [.. moments.Second.Select((second, i) => (second / totals[i / features]) - (shifts[i] * shifts[i]) + options.RegCovar)];
        if (options.CovarianceType == CovarianceType.Spherical)
        {
            for (int k = 0; k < totals.Length; k++)
            {
                var own = variances.AsSpan(k * features, features);
                double sum = 0;
                foreach (double variance in own)
                {
                    sum += variance;
                }

                own.Fill(sum / features);
            }
        }

        return Array.ConvertAll(variances, variance => Math.Max(variance, options.VarianceFloor));
    }

    /// <returns>Covariances, [K, D, D].</returns>
    private static double[] Pairs(Moments moments, double[] totals, double[] shifts, EmOptions options)
    {
        int features = moments.Features;
        int cells = features * features;
        double[] covariances = new double[moments.Components * cells];
        for (int k = 0; k < totals.Length; k++)
        {
            Centred(moments, totals, shifts, k, covariances.AsSpan(k * cells, cells));
        }

        if (options.CovarianceType == CovarianceType.Tied)
        {
            double all = totals.Sum();
            double[] mean = new double[cells];
            for (int i = 0; i < covariances.Length; i++)
            {
                mean[i % cells] += totals[i / cells] / all * covariances[i];
            }

            for (int k = 0; k < totals.Length; k++)
            {
                mean.CopyTo(covariances, k * cells);
            }
        }

        for (int k = 0; k < totals.Length; k++)
        {
            var own = covariances.AsSpan(k * cells, cells);
            for (int d = 0; d < features; d++)
            {
                own[(d * features) + d] += options.RegCovar;
            }

            SymmetricMatrix.RaiseEigenvalues(own, features, options.VarianceFloor);
        }

        return covariances;
    }

    /// <summary>Second moments around the new mean, both halves of the matrix.</summary>
    private static void Centred(Moments moments, double[] totals, double[] shifts, int k, Span<double> covariance)
    {
        int features = moments.Features;
        var second = moments.Second.AsSpan(k * covariance.Length, covariance.Length);
        var shift = shifts.AsSpan(k * features, features);
        for (int i = 0; i < features; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = (second[(i * features) + j] / totals[k]) - (shift[i] * shift[j]);
                covariance[(i * features) + j] = value;
                covariance[(j * features) + i] = value;
            }
        }
    }
}
