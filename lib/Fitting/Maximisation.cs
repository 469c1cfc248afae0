namespace Gmm;

/// <summary>
/// The M step: the mixture that makes samples of these statistics most likely. Weights are each component's share of the
/// samples, means and covariances those of its samples.
/// </summary>
internal static class Maximisation
{
    /// <summary>Distance from 1 to the next float64.</summary>
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <param name="options">Their covariance type, <see cref="EmOptions.RegCovar"/> and <see cref="EmOptions.VarianceFloor"/>.</param>
    /// <param name="iteration">For the message; 0 for a start.</param>
    /// <exception cref="ArithmeticException">A covariance is not positive definite.</exception>
    public static GaussianMixture Run(SufficientStatistics statistics, EmOptions options, int iteration = 0)
    {
        try
        {
            return Best(statistics, options);
        }
        catch (ArgumentException flaw)
        {
            string when = iteration == 0 ? "Start" : FormattableString.Invariant($"Iteration {iteration}");
            string reason = $"{when}: {flaw.Message} A component is left with too few different samples.";
            string advice = FormattableString.Invariant($"Raise RegCovar ({options.RegCovar}), or take fewer components.");
            throw new ArithmeticException($"{reason} {advice}", flaw);
        }
    }

    private static GaussianMixture Best(SufficientStatistics statistics, EmOptions options)
    {
        // As in scikit-learn, so that a component that answers for nothing divides by something.
        double[] totals = Array.ConvertAll(statistics.Totals, total => total + (10 * MachineEpsilon));
        double all = totals.Sum();
        double[] shifts = [.. statistics.First.Select((first, i) => first / totals[i / statistics.Features])];
        double[] means = [.. statistics.Reference.Select((c, i) => c + shifts[i])];
        double[] weights = Array.ConvertAll(totals, total => options.EqualWeights ? 1.0 / totals.Length : total / all);
        double[] covariances =
            options.CovarianceType.Covariance().Maximise(statistics, totals, shifts, options.RegCovar, options.VarianceFloor);
        return new(options.CovarianceType, weights, means, covariances) { HasEqualWeights = options.EqualWeights };
    }
}
