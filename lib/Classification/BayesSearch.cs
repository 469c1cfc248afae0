using System.Globalization;

namespace Gmm;

/// <summary>A classifier made of one fitted mixture a class, and how they were found.</summary>
/// <param name="Classifier">Bayes' rule over the mixtures; priors are the classes' shares of the samples.</param>
/// <param name="Searches">One a class: what was tried.</param>
/// <param name="Elapsed">Wall-clock time, the search included.</param>
public sealed record BayesSearch(BayesClassifier Classifier, IReadOnlyList<ComponentSearch> Searches, TimeSpan Elapsed)
{
    /// <summary>The mixture of each class, [C].</summary>
    public IReadOnlyList<GaussianMixture> Mixtures { get; } = [.. Searches.Select(search => search.Winner.Mixture)];

    /// <returns>Components of each class, and seconds.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Classifier.Classes} classes, [{string.Join(", ", Mixtures.Select(m => m.Components))}] components, {Elapsed.TotalSeconds:0.00} s");
}
