namespace Gmm;

/// <summary>
/// How expectation-maximisation starts, and when it is content. The defaults are scikit-learn's, except for diagonal covariances.
/// </summary>
public sealed record EmOptions
{
    /// <summary>
    /// For anyone's data: several kinds of starts, in units of the samples' own spread, nothing added to variances. The same samples
    /// give the same mixture: nothing is drawn from torch's generator.
    /// </summary>
    public static EmOptions Robust { get; } = new()
    {
        Init = MixtureInit.Several,
        Standardise = true,
        Restarts = 8,
        RegCovar = 0,
        Tolerance = 1e-6,
        MaxIterations = 1000,
    };

    /// <summary>What shape the components may take.</summary>
    public CovarianceType CovarianceType { get; init; } = CovarianceType.Diagonal;

    /// <summary>Where each run starts.</summary>
    public MixtureInit Init { get; init; } = MixtureInit.KMeans;

    /// <summary>
    /// Fits in units of the samples' own spread: then <see cref="RegCovar"/>, <see cref="VarianceFloor"/> and the starts are relative
    /// to it, and the fit does not depend on the units that the data came in. scikit-learn fits in the data's.
    /// </summary>
    public bool Standardise { get; init; }

    /// <summary>Runs from different starts, of which the best is kept: scikit-learn's n_init.</summary>
    public int Restarts { get; init; } = 1;

    /// <summary>
    /// A tolerance at which restarts are compared, and only the best runs on to <see cref="Tolerance"/>: the same mixture for less
    /// work. Null runs all to the end, as scikit-learn does.
    /// </summary>
    public double? ScreeningTolerance { get; init; }

    /// <summary>Most iterations of a run: scikit-learn's max_iter.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>A run has converged when the lower bound changes by less than this, in nats a sample: scikit-learn's tol.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Added to every variance, so that none is 0: scikit-learn's reg_covar.</summary>
    public double RegCovar { get; init; } = 1e-6;

    /// <summary>
    /// Smallest variance in any direction, 0 for none. Unlike <see cref="RegCovar"/> it changes nothing above it: a component that
    /// closes in on a handful of samples, whose likelihood has no upper bound, stops here.
    /// </summary>
    public double VarianceFloor { get; init; }

    /// <summary>
    /// Gives all components the same weight, and the fit K - 1 numbers less to choose: better where it is true, which BIC can tell.
    /// </summary>
    public bool EqualWeights { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value makes no sense; the message names it.</exception>
    internal void Validate()
    {
        if (!Enum.IsDefined(CovarianceType))
        {
            throw new ArgumentOutOfRangeException(nameof(CovarianceType), CovarianceType, "Expected one of CovarianceType's values.");
        }

        if (!Enum.IsDefined(Init))
        {
            throw new ArgumentOutOfRangeException(nameof(Init), Init, "Expected one of MixtureInit's values.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Restarts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Tolerance);
        ArgumentOutOfRangeException.ThrowIfNegative(ScreeningTolerance ?? 0, nameof(ScreeningTolerance));
        ArgumentOutOfRangeException.ThrowIfNegative(RegCovar);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RegCovar, double.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(VarianceFloor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(VarianceFloor, double.MaxValue);
    }
}
