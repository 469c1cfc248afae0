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

    /// <summary>Of as many runs as the options say, the one that ends highest.</summary>
    public EmResult Best(int components, Action<EmStep>? onStep, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        EmResult? best = null;
        for (int restart = 0; restart < options.Restarts && best is not { Cancelled: true }; restart++)
        {
            var start = MixtureStart.Draw(samples, weights, components, options);
            var result = Run(start, restart, onStep, cancellationToken);
            best = best is null || result.LowerBound > best.LowerBound ? result : best with { Cancelled = result.Cancelled };
        }

        return best! with { Elapsed = clock.Elapsed };
    }

    /// <summary>E and M steps from a start until the bound hardly changes.</summary>
    public EmResult Run(GaussianMixture start, int restart, Action<EmStep>? onStep, CancellationToken cancellationToken)
    {
        var mixture = start;
        var bounds = new List<double>();
        while (bounds.Count < options.MaxIterations)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return new(mixture, bounds, Converged: false, Cancelled: true, TimeSpan.Zero);
            }

            var (logLikelihood, moments) = _expectation.Run(mixture);
            var next = Maximise(moments, bounds.Count + 1);
            bounds.Add(logLikelihood / _total);
            onStep?.Invoke(new(restart, bounds.Count, bounds[^1], mixture, next));
            mixture = next;
            if (bounds.Count > 1 && Math.Abs(bounds[^1] - bounds[^2]) < options.Tolerance)
            {
                return new(mixture, bounds, Converged: true, Cancelled: false, TimeSpan.Zero);
            }
        }

        return new(mixture, bounds, Converged: false, Cancelled: false, TimeSpan.Zero);
    }

    private GaussianMixture Maximise(Moments moments, int iteration)
    {
        try
        {
            return Maximisation.Run(moments, options);
        }
        catch (ArgumentException flaw)
        {
            throw new ArithmeticException(FormattableString.Invariant(
                $"Iteration {iteration}: {flaw.Message} A component is left with too few different samples. Raise RegCovar ({options.RegCovar}), or take fewer components."), flaw);
        }
    }
}
