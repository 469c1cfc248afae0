using System.Globalization;

namespace Gmm;

/// <summary>A fitted classifier, and how it was found.</summary>
/// <param name="Classifier">Bayes' rule over the densities; priors are the classes' shares of the samples.</param>
/// <param name="Searches">The search for the number of components of each class, where there was one.</param>
/// <param name="Candidates">Ways to make the densities that were held against each other; none where the options left no choice.</param>
/// <param name="Winner">The one chosen; those that predict nearly as well are the classifier's alternatives.</param>
/// <param name="Elapsed">Wall-clock time, the search included.</param>
public sealed record BayesSearch(
    BayesClassifier Classifier,
    IReadOnlyList<ComponentSearch> Searches,
    IReadOnlyList<BayesCandidate> Candidates,
    BayesCandidate? Winner,
    TimeSpan Elapsed)
{
    /// <summary>The mixture of each class, [C]; of transformed features where the winner is transformed.</summary>
    public IReadOnlyList<GaussianMixture> Mixtures { get; } =
        [.. Classifier.ClassDensities.Select(density => density as GaussianMixture ?? ((TransformedMixture)density).Mixture)];

    /// <returns>Components of each class, and seconds.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Classifier.Classes} classes, [{string.Join(", ", Mixtures.Select(m => m.Components))}] components, {Elapsed.TotalSeconds:0.00} s");
}
