using System.Diagnostics;

namespace Gmm;

/// <summary>Samples made ready once for any number of EM runs.</summary>
/// <param name="samples">What to fit.</param>
/// <param name="weights">One a sample; null for 1 each.</param>
internal sealed class EmProblem(SampleMatrix samples, double[]? weights, EmOptions options)
{
    private readonly double _total = weights?.Sum() ?? samples.Count;

    private readonly IExpectation _expectation = options.CovarianceType is CovarianceType.Diagonal or CovarianceType.Spherical
        ? new KernelExpectation(samples, weights)
        : new PlainExpectation(samples, weights);

    public EmOptions Options => options;

    /// <summary>Σ w·log p(x), in nats.</summary>
    public double LogLikelihood(GaussianMixture mixture) => _expectation.Run(mixture).LogLikelihood;

    /// <summary>Of as many runs as the options say, the one that ends highest.</summary>
    public EmResult Best(int components, Action<EmStep>? onStep, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        double tolerance = Math.Max(options.Tolerance, options.ScreeningTolerance ?? 0);
        EmResult? best = null;
        int winner = 0;
        for (int restart = 0; restart < options.Restarts && best is not { Cancelled: true }; restart++)
        {
            var start = new EmResult(MixtureStart.Draw(samples, weights, components, options), [], false, false, TimeSpan.Zero);
            var result = Run(start, tolerance, restart, onStep, cancellationToken);
            bool better = best is null || result.LowerBound > best.LowerBound;
            (best, winner) = better ? (result, restart) : (best! with { Cancelled = result.Cancelled }, winner);
        }

        if (tolerance > options.Tolerance && !best!.Cancelled)
        {
            best = Run(best, options.Tolerance, winner, onStep, cancellationToken);
        }

        return best! with { Elapsed = clock.Elapsed };
    }

    /// <summary>E and M steps from where a run is, until the bound hardly changes.</summary>
    public EmResult Run(EmResult from, double tolerance, int restart, Action<EmStep>? onStep, CancellationToken cancellationToken)
    {
        var mixture = from.Mixture;
        List<double> bounds = [.. from.LowerBounds];
        bool converged = false;
        while (!converged && bounds.Count < options.MaxIterations && !cancellationToken.IsCancellationRequested)
        {
            var (logLikelihood, moments) = _expectation.Run(mixture);
            var next = Maximise(moments, bounds.Count + 1);
            bounds.Add(logLikelihood / _total);
            onStep?.Invoke(new(restart, bounds.Count, bounds[^1], mixture, next));
            mixture = next;
            converged = bounds.Count > 1 && Math.Abs(bounds[^1] - bounds[^2]) < tolerance;
        }

        bool cancelled = !converged && bounds.Count < options.MaxIterations;
        return new(mixture, bounds, converged, cancelled, TimeSpan.Zero);
    }

    private GaussianMixture Maximise(Moments moments, int iteration)
    {
        try
        {
            return Maximisation.Run(moments, options);
        }
        catch (ArgumentException flaw)
        {
            string reason = $"Iteration {iteration}: {flaw.Message} A component is left with too few different samples.";
            string advice = FormattableString.Invariant($"Raise RegCovar ({options.RegCovar}), or take fewer components.");
            throw new ArithmeticException($"{reason} {advice}", flaw);
        }
    }
}
