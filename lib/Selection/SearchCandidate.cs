namespace Gmm;

/// <summary>One way to fit the samples of a search. What cannot be fitted that way costs a row, not the search.</summary>
internal sealed class SearchCandidate
{
    private readonly Samples _samples;
    private readonly double[]? _weights;
    private readonly EmOptions _options;
    private readonly EmProblem? _problem;
    private readonly string? _flaw;

    /// <param name="weights">One a sample; null for 1 each.</param>
    public SearchCandidate(Samples samples, double[]? weights, EmOptions options)
    {
        (_samples, _weights, _options) = (samples, weights, options);
        try
        {
            _problem = new(samples, weights, options);
        }
        catch (ArgumentException flaw)
        {
            _flaw = flaw.Message;
        }
    }

    /// <summary>The fit of K components, and what is to be said of it; no fit where there is none.</summary>
    public (SelectionRow Row, EmResult? Fit) Try(int components, int classIndex, HeldOutSamples? heldOut, CancellationToken cancellationToken)
    {
        var row = new SelectionRow(
            classIndex, components, _options.CovarianceType, _options.EqualWeights, 0, double.NaN, double.NaN, double.NaN, null, 0, false, false, _flaw);
        if (_problem is null)
        {
            return (row, null);
        }

        try
        {
            int enough = Soundness.EnoughSamples(_options.CovarianceType, components, _samples.Features);
            var fit = _problem.Best(components, enough, progress: null, cancellationToken);
            var (logLikelihood, count) = fit.Mixture.LogLikelihood(_samples, _weights);
            return (row with
            {
                ParameterCount = fit.Mixture.ParameterCount,
                LogLikelihood = logLikelihood / count,
                Aic = fit.Mixture.Aic(logLikelihood),
                Bic = fit.Mixture.Bic((logLikelihood, count)),
                HeldOut = heldOut?.MeanLogLikelihood(components, _options, cancellationToken),
                Iterations = fit.Iterations,
                Converged = fit.Converged,
                Flaw = fit.Degeneracy,
            }, fit);
        }
        catch (Exception flaw) when (flaw is ArithmeticException or ArgumentException)
        {
            return (row with { Flaw = flaw.Message }, null);
        }
    }
}
