namespace Gmm;

/// <summary>Which numbers of components to try, how hard, and how to choose among them.</summary>
public sealed record SelectionOptions
{
    /// <summary>Fewest components.</summary>
    public int MinComponents { get; init; } = 1;

    /// <summary>Most components.</summary>
    public int MaxComponents { get; init; } = 12;

    /// <summary>What decides.</summary>
    public SelectionCriterion Criterion { get; init; } = SelectionCriterion.Bic;

    /// <summary>End the search when so many numbers in a row were no better than the best one before them; 0 tries all.</summary>
    public int Patience { get; init; }

    /// <summary>Of <see cref="SelectionCriterion.CrossValidation"/>: into how many parts the samples are cut.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Of <see cref="SelectionCriterion.HeldOut"/>: which share of the samples is held back.</summary>
    public double HeldOutShare { get; init; } = 0.2;

    /// <summary>
    /// Ways to fit, of which each is tried with each number of components: by default the four covariance types, each from several
    /// kinds of starts, because a number of components that is fitted badly is judged badly.
    /// </summary>
    public IReadOnlyList<EmOptions> Candidates { get; init; } =
        [.. Enum.GetValues<CovarianceType>().Select(type => EmOptions.Robust with { CovarianceType = type, Restarts = 2 })];

    /// <exception cref="ArgumentOutOfRangeException">A value makes no sense; the message names it.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinComponents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxComponents, MinComponents);
        if (!Enum.IsDefined(Criterion))
        {
            throw new ArgumentOutOfRangeException(nameof(Criterion), Criterion, "Expected one of SelectionCriterion's values.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Patience);
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HeldOutShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(HeldOutShare, 1);
        Require.NoNulls(Candidates, nameof(Candidates));
        ArgumentOutOfRangeException.ThrowIfZero(Candidates.Count);
        foreach (var candidate in Candidates)
        {
            candidate.Validate();
        }
    }
}
