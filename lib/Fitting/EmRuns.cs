namespace Gmm;

/// <summary>Samples made ready once for any number of ascents by E and M steps.</summary>
/// <param name="samples">What to fit.</param>
/// <param name="weights">One a sample; summing to N; null for 1 each.</param>
internal sealed class EmRuns(Samples samples, double[]? weights, EmOptions options)
{
    private readonly KernelExpectation _expectation = new(samples, weights);

    public Samples Samples => samples;

    /// <summary>A start: the M step's answer to a guess of which component made which sample.</summary>
    public EmResult From(int[] labels, int components) => From(MixtureStart.FromLabels(samples, weights, labels, components, options));

    /// <summary>A start before its first step.</summary>
    public static EmResult From(GaussianMixture mixture) => new(mixture, [], StopReason.IterationLimit, TimeSpan.Zero);

    /// <summary>One of the kinds of starts that draw from torch's generator.</summary>
    public EmResult Draw(int components) => From(MixtureStart.Draw(samples, weights, components, options));

    /// <summary>E and M steps from where a run is, until the bound hardly changes.</summary>
    /// <param name="most">Iterations of the run, with those that it has had.</param>
    public EmResult Run(EmResult from, double tolerance, int most, int restart, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        var (mixture, before) = (from.Mixture, from.Mixture);
        List<double> bounds = [.. from.LowerBounds];
        bool converged = false;
        while (!converged && bounds.Count < most && !cancellationToken.IsCancellationRequested)
        {
            var statistics = _expectation.Run(mixture);
            double bound = statistics.LogLikelihood / samples.Count;
            if (options.Standardise && options.RegCovar == 0 && bounds.Count > 0 && bound < bounds[^1])
            {
                (mixture, converged) = (before, true); // only rounding falls: float64 tells no more
                break;
            }

            bounds.Add(bound);
            var next = Maximisation.Run(statistics, options, bounds.Count);
            progress?.Report(new(restart, bounds.Count, bounds[^1], mixture, next));
            (before, mixture) = (mixture, next);
            converged = bounds.Count > 1 && Math.Abs(bounds[^1] - bounds[^2]) < tolerance;
        }

        var reason = converged ? StopReason.Converged : bounds.Count < most ? StopReason.Cancelled : StopReason.IterationLimit;
        return new(mixture, bounds, reason, TimeSpan.Zero);
    }
}
