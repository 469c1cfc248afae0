using System.Globalization;

namespace Gmm;

/// <summary>What expectation-maximisation found: the run, of all restarts, that ended highest.</summary>
/// <param name="Mixture">The fitted mixture, after the last M step.</param>
/// <param name="LowerBounds">
/// Mean log-likelihood before each iteration's M step, in nats a sample; one an iteration. It never decreases, as long as
/// <see cref="EmOptions.RegCovar"/> is small: <see cref="ExpectationMaximization"/> says by how much it may.
/// </param>
/// <param name="Reason">Why it ended: converged, out of iterations, or cancelled.</param>
/// <param name="Elapsed">Wall-clock time of all restarts.</param>
public sealed record EmResult(GaussianMixture Mixture, IReadOnlyList<double> LowerBounds, StopReason Reason, TimeSpan Elapsed)
{
    /// <summary>
    /// What makes the mixture degenerate: a component stands on too few different samples, or has lost its width, and the likelihood
    /// means nothing. Null where none does.
    /// </summary>
    public string? Degeneracy { get; init; }

    /// <summary>The last change of the bound was below <see cref="EmOptions.Tolerance"/>.</summary>
    public bool Converged => Reason == StopReason.Converged;

    /// <summary>Iterations of the run that was kept: scikit-learn's n_iter_.</summary>
    public int Iterations => LowerBounds.Count;

    /// <summary>The last of <see cref="LowerBounds"/>, scikit-learn's lower_bound_; NaN where no iteration ran.</summary>
    public double LowerBound => LowerBounds.Count == 0 ? double.NaN : LowerBounds[^1];

    /// <returns>The mixture, iterations, lower bound and seconds; a warning where it did not converge.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mixture}: {Iterations} iterations, lower bound {LowerBound:0.00000} nats, {Elapsed.TotalSeconds:0.00} s.{Warning}{(Degeneracy is null ? "" : $" Degenerate: {Degeneracy}.")}");

    private string Warning => Reason switch
    {
        StopReason.Converged => "",
        StopReason.Cancelled => " Cancelled.",
        _ => " Not converged: raise MaxIterations, or start elsewhere.",
    };
}
