using System.Diagnostics;

namespace Gmm;

/// <summary>
/// The generative way to classify: learn what each class looks like by itself, then ask Bayes' rule. Nothing is told but
/// labelled samples; how many components a class has is found, too.
/// </summary>
/// <remarks>
/// Where the classes are what the mixtures say they are, no other way makes better use of the samples; where they are not, to
/// train for the boundary alone can be better: <c>Trainer</c>, from here by <c>GmmClassifier.From</c>.
/// </remarks>
/// <seealso href="https://papers.nips.cc/paper/2020">Ng and Jordan, On Discriminative vs. Generative Classifiers, 2001</seealso>
public static class BayesFitting
{
    extension(BayesClassifier)
    {
        /// <summary>Fits a classifier: a mixture to each class, with as many components as it needs.</summary>
        /// <param name="samples">Labelled with classes 0..C-1, none of them without samples.</param>
        /// <param name="options">A search by BIC if null.</param>
        /// <param name="progress">Told of every fit, on the calling thread.</param>
        /// <param name="cancellationToken">Ends each class's search early and normally.</param>
        /// <exception cref="ArgumentException">samples or options are not as above.</exception>
        public static BayesClassifier Fit(
            LabelledSamples samples,
            BayesOptions? options = null,
            IProgress<SelectionRow>? progress = null,
            CancellationToken cancellationToken = default) => Search(samples, options, progress, cancellationToken).Classifier;

        /// <summary>Fits a classifier whose numbers of components are known.</summary>
        /// <param name="components">K of each class, [C].</param>
        /// <inheritdoc cref="Fit(LabelledSamples, BayesOptions?, IProgress{SelectionRow}?, CancellationToken)"/>
        public static BayesClassifier Fit(LabelledSamples samples, IReadOnlyList<int> components) =>
            Search(samples, new() { Components = components }, progress: null, CancellationToken.None).Classifier;

        /// <summary>The same as <c>Fit</c>, with what was tried on the way.</summary>
        /// <inheritdoc cref="Fit(LabelledSamples, BayesOptions?, IProgress{SelectionRow}?, CancellationToken)"/>
        public static BayesSearch Search(
            LabelledSamples samples,
            BayesOptions? options = null,
            IProgress<SelectionRow>? progress = null,
            CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(samples);
            var clock = Stopwatch.StartNew();
            options ??= new();
            var classes = samples.ByClass();
            if (options.Components is { } counts && counts.Count != classes.Length)
            {
                throw new ArgumentException(
                    $"options.Components has {counts.Count} entries: expected {classes.Length}, one for each class among the labels.", nameof(options));
            }

            ComponentSearch[] searches =
                [.. classes.Select((own, c) => ModelSelection.Search(own, c, options.SearchOf(c), progress, cancellationToken))];
            return new(
                new([.. searches.Select(s => s.Winner.Mixture)], [.. classes.Select(own => (double)own.Count)], samples.ClassNames),
                searches,
                clock.Elapsed);
        }
    }
}
