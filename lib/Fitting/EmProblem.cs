using System.Diagnostics;

namespace Gmm;

/// <summary>Samples made ready once for fits of any number of components: in the units and from the starts that the options say.</summary>
internal sealed class EmProblem
{
    private readonly Samples _samples;
    private readonly EmRuns _runs;
    private readonly Standardisation? _units;
    private readonly Ascent? _ascent;
    private readonly Lazy<Soundness> _soundness;

    /// <param name="samples">What to fit.</param>
    /// <param name="weights">One a sample; null for 1 each. Only their ratios count.</param>
    /// <exception cref="ArgumentException">The samples do not vary as the covariance type needs it.</exception>
    public EmProblem(Samples samples, double[]? weights, EmOptions options)
    {
        (_samples, Options) = (samples, options);
        weights = Relative(weights);
        var scaled = samples;
        if (options.Standardise)
        {
            (_units, samples, scaled) = Standardisation.Of(samples, weights, options.CovarianceType);
        }

        var fitted = samples;
        double floor = Math.Max(options.VarianceFloor, options.Init == MixtureInit.Several ? Ascent.Floor : 0);
        _runs = new(fitted, weights, options);
        _soundness = new(() => new(fitted, weights, options.CovarianceType, Math.Max(floor, options.RegCovar)));
        if (options.Init == MixtureInit.Several)
        {
            _ascent = new(fitted, scaled, weights, options with { VarianceFloor = floor }, _soundness.Value);
        }
    }

    public EmOptions Options { get; }

    /// <summary>Of all starts, the run that ends highest.</summary>
    /// <param name="least">Distinct samples below which a component is not sound.</param>
    public EmResult Best(int components, int least, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var told = progress is null || _units is null ? progress : new Relay(step => progress.Report(InDataUnits(step)));
        try
        {
            var best = _ascent is null
                ? BestOfRestarts(components, told, cancellationToken)
                : _ascent.Best(components, least, told, cancellationToken);
            return InDataUnits(best) with { Degeneracy = _soundness.Value.Flaw(best.Mixture, least), Elapsed = clock.Elapsed };
        }
        finally
        {
            _runs.LeaveDevice();
            _ascent?.LeaveDevice();
        }
    }

    /// <summary>The run from a given start.</summary>
    public EmResult From(GaussianMixture start, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            return _runs.Run(EmRuns.From(start), Options.Tolerance, Options.MaxIterations, 0, progress, cancellationToken) with { Elapsed = clock.Elapsed };
        }
        finally
        {
            _runs.LeaveDevice();
        }
    }

    private EmResult BestOfRestarts(int components, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        MixtureStart.RequireComponents(components, _samples);
        double tolerance = Math.Max(Options.Tolerance, Options.ScreeningTolerance ?? 0);
        EmResult? best = null;
        ArithmeticException? flaw = null;
        int winner = 0;
        for (int restart = 0; restart < Options.Restarts && best?.Reason != StopReason.Cancelled; restart++)
        {
            try
            {
                var result = _runs.Run(_runs.Draw(components), tolerance, Options.MaxIterations, restart, progress, cancellationToken);
                bool better = best is null || result.LowerBound > best.LowerBound;
                (best, winner) = better ? (result, restart)
                    : (result.Reason == StopReason.Cancelled ? best! with { Reason = result.Reason } : best!, winner);
            }
            catch (ArithmeticException error)
            {
                flaw = error; // costs this restart
            }
        }

        if (best is null)
        {
            throw flaw!;
        }

        return tolerance > Options.Tolerance && best.Reason != StopReason.Cancelled
            ? _runs.Run(best, Options.Tolerance, Options.MaxIterations, winner, progress, cancellationToken)
            : best;
    }

    private EmResult InDataUnits(EmResult result) => _units is null ? result : result with
    {
        Mixture = _units.Restore(result.Mixture),
        LowerBounds = [.. result.LowerBounds.Select(bound => bound - _units.LogVolume)],
    };

    private EmStep InDataUnits(EmStep step) => step with
    {
        LowerBound = step.LowerBound - _units!.LogVolume,
        Before = _units.Restore(step.Before),
        After = _units.Restore(step.After),
    };

    /// <summary>Weights that sum to N: of whatever size they were, they count alike.</summary>
    private static double[]? Relative(double[]? weights)
    {
        if (weights is null)
        {
            return null;
        }

        double largest = weights.Max();
        double scale = weights.Length / weights.Sum(weight => weight / largest);
        return Array.ConvertAll(weights, weight => weight / largest * scale);
    }

    private sealed class Relay(Action<EmStep> report) : IProgress<EmStep>
    {
        public void Report(EmStep value) => report(value);
    }
}
