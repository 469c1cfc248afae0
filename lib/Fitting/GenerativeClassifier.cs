using System.Diagnostics;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// The generative way to classify: learn what each class looks like by itself, then ask Bayes' rule. Nothing is told but
/// labelled samples; how many components a class has is found, too.
/// </summary>
/// <remarks>
/// Where the classes are what the mixtures say they are, no other way makes better use of the samples; where they are not, to
/// train for the boundary alone (<see cref="Trainer"/>, from here by <see cref="MixtureModelStart"/>) can be better.
/// </remarks>
/// <seealso href="https://papers.nips.cc/paper/2020">Ng and Jordan, On Discriminative vs. Generative Classifiers, 2001</seealso>
public static class GenerativeClassifier
{
    /// <summary>Fits a mixture to each class.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="labels">Classes 0..C-1, int64, [N]; none may be without samples.</param>
    /// <param name="options">A search by BIC if null.</param>
    /// <param name="progress">Told of every fit, on the calling thread.</param>
    /// <param name="cancellationToken">Ends each class's search early and normally.</param>
    /// <exception cref="ArgumentException">x, labels or options are not as above.</exception>
    public static GenerativeFit Fit(
        Tensor x,
        Tensor labels,
        GenerativeOptions? options = null,
        IProgress<SelectionRow>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        options ??= new();
        var classes = SampleMatrix.ByClass(x, labels);
        if (options.Components is { } counts && counts.Count != classes.Length)
        {
            throw new ArgumentException(
                $"options.Components has {counts.Count} entries: expected {classes.Length}, one for each class among the labels.", nameof(options));
        }

        ComponentSearch[] searches =
            [.. classes.Select((own, c) => ModelSelection.Search(own, c, options.SearchOf(c), progress, cancellationToken))];
        var classifier = new BayesClassifier([.. searches.Select(s => s.Winner.Mixture)], [.. classes.Select(own => (double)own.Count)]);
        return new(classifier, searches, clock.Elapsed);
    }
}
