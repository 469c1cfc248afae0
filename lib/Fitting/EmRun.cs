namespace Gmm;

/// <summary>One mixture that is fitted, to samples in memory or to a stream: where its run has got to.</summary>
/// <param name="group">Whose samples of a stream; 0 in memory.</param>
/// <param name="start">What the first E step uses.</param>
internal sealed class EmRun(int group, EmOptions options, GaussianMixture start)
{
    public int Group => group;

    public EmOptions Options => options;

    /// <summary>After the last M step.</summary>
    public GaussianMixture Mixture { get; private set; } = start;

    /// <summary>Before it.</summary>
    public GaussianMixture Before { get; private set; } = start;

    /// <summary>Mean log-likelihood before each iteration's M step, nats a sample.</summary>
    public List<double> Bounds { get; } = [];

    /// <summary>Why it ended; null while it runs.</summary>
    public StopReason? Reason { get; private set; }

    /// <summary>Why there is no fit; null where there is.</summary>
    public string? Flaw { get; private set; }

    /// <summary>Of the mixture as it is now, once it is known.</summary>
    public SufficientStatistics? Final { get; set; }

    /// <summary>A run as far as it had got.</summary>
    public static EmRun Restore(
        int group, EmOptions options, GaussianMixture before, GaussianMixture mixture, IEnumerable<double> bounds, StopReason? reason, string? flaw)
    {
        var run = new EmRun(group, options, before) { Mixture = mixture, Reason = reason, Flaw = flaw };
        run.Bounds.AddRange(bounds);
        return run;
    }

    /// <summary>One M step, from the statistics of the mixture as it is.</summary>
    /// <param name="count">N.</param>
    /// <returns>Whether there was one: not where the bound falls, which only rounding lets it.</returns>
    /// <exception cref="ArithmeticException">A covariance lost a dimension.</exception>
    public bool Take(SufficientStatistics statistics, double count)
    {
        double bound = statistics.LogLikelihood / count;
        if (options.Standardise && options.RegCovar == 0 && Bounds.Count > 0 && bound < Bounds[^1])
        {
            (Mixture, Reason) = (Before, StopReason.Converged); // only rounding falls: float64 tells no more
            return false;
        }

        Bounds.Add(bound);
        (Before, Mixture) = (Mixture, Maximisation.Run(statistics, options, Bounds.Count));
        bool converged = Bounds.Count > 1 && Math.Abs(Bounds[^1] - Bounds[^2]) < options.Tolerance;
        Reason = converged ? StopReason.Converged : Bounds.Count < options.MaxIterations ? null : StopReason.IterationLimit;
        return true;
    }

    /// <summary>Ends without a fit.</summary>
    /// <param name="flaw">Why.</param>
    public void Fail(string flaw) => (Flaw, Reason) = (flaw, StopReason.IterationLimit);

    /// <exception cref="ArithmeticException">There is no fit.</exception>
    public EmResult Result(TimeSpan elapsed) => Flaw is null
        ? new(Mixture, Bounds, Reason ?? StopReason.Cancelled, elapsed)
        : throw new ArithmeticException(Flaw);
}
