namespace Gmm;

/// <summary>How <see cref="BayesClassifier"/> finds each class's mixture.</summary>
public sealed record BayesOptions
{
    /// <summary>Number of components of each class, where it is known; null lets <see cref="Search"/> find it.</summary>
    public IReadOnlyList<int>? Components { get; init; }

    /// <summary>
    /// The search for the number of components, or what is tried where it is known. By default BIC, up to 12, with free and with
    /// equal weights: where clusters are of one size, not having to estimate weights makes their number easier to tell, too.
    /// </summary>
    public SelectionOptions Search { get; init; } = new()
    {
        Patience = 3,
        Candidates = [EmOptions.Robust, EmOptions.Robust with { EqualWeights = true }],
    };

    internal SelectionOptions SearchOf(int classIndex) =>
        Components is null ? Search : Search with { MinComponents = Components[classIndex], MaxComponents = Components[classIndex] };
}
