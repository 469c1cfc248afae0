using System.Diagnostics;

namespace Gmm;

/// <summary>Samples made ready once for any number of EM runs.</summary>
/// <param name="samples">What to fit.</param>
/// <param name="weights">One a sample; null for 1 each.</param>
internal sealed class EmProblem(Samples samples, double[]? weights, EmOptions options)
{
    private readonly double _total = weights?.Sum() ?? samples.Count;

    private readonly IExpectation _expectation = options.CovarianceType.Covariance().IsAxisAligned
        ? new KernelExpectation(samples, weights)
        : new PlainExpectation(samples, weights);

    public EmOptions Options => options;

    /// <summary>Σ w·log p(x), in nats.</summary>
    public double LogLikelihood(GaussianMixture mixture) => _expectation.Run(mixture).LogLikelihood;

    /// <summary>Of as many runs as the options say, the one that ends highest.</summary>
    public EmResult Best(int components, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        double tolerance = Math.Max(options.Tolerance, options.ScreeningTolerance ?? 0);
        EmResult? best = null;
        int winner = 0;
        for (int restart = 0; restart < options.Restarts && best?.Reason != StopReason.Cancelled; restart++)
        {
            var start = MixtureStart.Draw(samples, weights, components, options);
            var result = Run(start, [], tolerance, restart, progress, cancellationToken);
            bool better = best is null || result.LowerBound > best.LowerBound;
            (best, winner) = better ? (result, restart)
                : (result.Reason == StopReason.Cancelled ? best! with { Reason = result.Reason } : best, winner);
        }

        if (tolerance > options.Tolerance && best!.Reason != StopReason.Cancelled)
        {
            best = Run(best.Mixture, best.LowerBounds, options.Tolerance, winner, progress, cancellationToken);
        }

        return best! with { Elapsed = clock.Elapsed };
    }

    /// <summary>E and M steps from where a run is, until the bound hardly changes.</summary>
    /// <param name="mixture">What the next E step uses.</param>
    /// <param name="before">The run's bounds so far.</param>
    public EmResult Run(
        GaussianMixture mixture,
        IReadOnlyList<double> before,
        double tolerance,
        int restart,
        IProgress<EmStep>? progress,
        CancellationToken cancellationToken)
    {
        List<double> bounds = [.. before];
        bool converged = false;
        while (!converged && bounds.Count < options.MaxIterations && !cancellationToken.IsCancellationRequested)
        {
            var statistics = _expectation.Run(mixture);
            var next = Maximise(statistics, bounds.Count + 1);
            bounds.Add(statistics.LogLikelihood / _total);
            progress?.Report(new(restart, bounds.Count, bounds[^1], mixture, next));
            mixture = next;
            converged = bounds.Count > 1 && Math.Abs(bounds[^1] - bounds[^2]) < tolerance;
        }

        var reason = converged ? StopReason.Converged : bounds.Count < options.MaxIterations ? StopReason.Cancelled : StopReason.IterationLimit;
        return new(mixture, bounds, reason, TimeSpan.Zero);
    }

    private GaussianMixture Maximise(SufficientStatistics statistics, int iteration)
    {
        try
        {
            return Maximisation.Run(statistics, options);
        }
        catch (ArgumentException flaw)
        {
            string reason = $"Iteration {iteration}: {flaw.Message} A component is left with too few different samples.";
            string advice = FormattableString.Invariant($"Raise RegCovar ({options.RegCovar}), or take fewer components.");
            throw new ArithmeticException($"{reason} {advice}", flaw);
        }
    }
}
