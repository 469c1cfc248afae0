namespace Gmm;

/// <summary>One mixture that is fitted to a stream: where its run has got to.</summary>
/// <param name="group">Whose samples.</param>
/// <param name="start">What the first E step uses.</param>
internal sealed class StreamRun(int group, EmOptions options, GaussianMixture start)
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
    public static StreamRun Restore(
        int group, EmOptions options, GaussianMixture before, GaussianMixture mixture, IEnumerable<double> bounds, StopReason? reason, string? flaw)
    {
        var run = new StreamRun(group, options, before) { Mixture = mixture, Reason = reason, Flaw = flaw };
        run.Bounds.AddRange(bounds);
        return run;
    }

    /// <summary>One M step, from the statistics of the mixture as it is; as in a fit in memory, <see cref="EmRuns.Run"/>.</summary>
    /// <param name="count">N.</param>
    public void Take(SufficientStatistics statistics, double count)
    {
        double bound = statistics.LogLikelihood / count;
        if (options.Standardise && options.RegCovar == 0 && Bounds.Count > 0 && bound < Bounds[^1])
        {
            (Mixture, Reason) = (Before, StopReason.Converged); // only rounding falls: float64 tells no more
            return;
        }

        Bounds.Add(bound);
        try
        {
            (Before, Mixture) = (Mixture, Maximisation.Run(statistics, options, Bounds.Count));
        }
        catch (ArithmeticException flaw)
        {
            (Flaw, Reason) = (flaw.Message, StopReason.IterationLimit);
            return;
        }

        bool converged = Bounds.Count > 1 && Math.Abs(Bounds[^1] - Bounds[^2]) < options.Tolerance;
        Reason = converged ? StopReason.Converged : Bounds.Count < options.MaxIterations ? null : StopReason.IterationLimit;
    }

    /// <exception cref="ArithmeticException">There is no fit.</exception>
    public EmResult Result(TimeSpan elapsed) => Flaw is null
        ? new(Mixture, Bounds, Reason ?? StopReason.Cancelled, elapsed)
        : throw new ArithmeticException(Flaw);
}
