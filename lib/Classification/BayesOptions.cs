namespace Gmm;

/// <summary>How <see cref="BayesClassifier"/> finds the density of each class. By default it tries several ways, and keeps what predicts best.</summary>
public sealed record BayesOptions
{
    /// <summary>Number of components of each class, where it is known: each class is fitted by itself.</summary>
    public IReadOnlyList<int>? Components { get; init; }

    /// <summary>The search for the number of components, where each class is to be fitted by itself; or what is tried where it is known.</summary>
    public SelectionOptions? Search { get; init; }

    /// <summary>Into how many parts the samples are cut, to hold one back in turn and see what predicts it best.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// BIC, up to 12 components, with free and with equal weights: where clusters are of one size, not having to estimate weights
    /// makes their number easier to tell, too.
    /// </summary>
    internal static SelectionOptions PerClass { get; } = new()
    {
        Patience = 3,
        Candidates = [EmOptions.Robust with { Restarts = 2 }, EmOptions.Robust with { Restarts = 2, EqualWeights = true }],
    };

    /// <summary>Whether each class is fitted by itself, and nothing is chosen between ways to fit.</summary>
    internal bool IsPerClass => Components is not null || Search is not null;

    internal SelectionOptions SearchOf(int classIndex) => Components is null
        ? Search ?? PerClass
        : (Search ?? PerClass) with { MinComponents = Components[classIndex], MaxComponents = Components[classIndex] };

    /// <summary>A search that finds a mixture of the same kind again, in other samples.</summary>
    internal static SelectionOptions Again(GaussianMixture mixture) => PerClass with
    {
        MinComponents = mixture.Components,
        MaxComponents = mixture.Components,
        Candidates = [PerClass.Candidates.First(c => c.CovarianceType == mixture.CovarianceType && c.EqualWeights == mixture.HasEqualWeights) with { Restarts = 1 }],
    };
}
