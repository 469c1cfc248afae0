namespace Gmm;

/// <summary>One number of components that was tried, in one way.</summary>
/// <param name="ClassIndex">Whose samples: 0..C-1, and 0 where there are no classes.</param>
/// <param name="Components">K.</param>
/// <param name="CovarianceType">What shape the components could take.</param>
/// <param name="EqualWeights">Whether all had to weigh the same.</param>
/// <param name="ParameterCount">How many numbers the fit was free to choose.</param>
/// <param name="LogLikelihood">Mean log-density of the samples, in nats.</param>
/// <param name="Aic">Akaike's criterion: lower is better.</param>
/// <param name="Bic">The Bayesian information criterion: lower is better.</param>
/// <param name="HeldOut">Mean log-density of samples that were held back, in nats; null where the criterion holds none back.</param>
/// <param name="Iterations">EM iterations of the fit.</param>
/// <param name="Converged">Whether the fit converged.</param>
/// <param name="IsWinner">Whether it is the one chosen; false as long as the search runs.</param>
/// <param name="Flaw">
/// Why it cannot win: a component stands on too few distinct samples or has lost its width, or there is no fit, and its numbers are
/// NaN. Null where it can.
/// </param>
public sealed record SelectionRow(
    int ClassIndex,
    int Components,
    CovarianceType CovarianceType,
    bool EqualWeights,
    int ParameterCount,
    double LogLikelihood,
    double Aic,
    double Bic,
    double? HeldOut,
    int Iterations,
    bool Converged,
    bool IsWinner,
    string? Flaw = null)
{
    /// <summary>What the criterion says of this row: lower is better.</summary>
    internal double Score(SelectionCriterion criterion) => criterion switch
    {
        SelectionCriterion.Bic => Bic,
        SelectionCriterion.Aic => Aic,
        _ => -HeldOut!.Value,
    };
}
