using System.Diagnostics;

namespace Gmm;

/// <summary>
/// The generative way to classify: learn what each class looks like, then ask Bayes' rule. Nothing is told but labelled samples: what
/// shape the classes' densities have, how far they lean on each other, and how many components they need is found, by what predicts
/// samples that were held back best.
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
        /// <summary>
        /// Fits a classifier: a density to each class, and to its probabilities how far they can be trusted. What predicts nearly as well
        /// becomes its alternatives. Units of features do not matter.
        /// </summary>
        /// <param name="samples">Labelled with classes 0..C-1, none of them without samples.</param>
        /// <param name="options">Several ways are tried, and what predicts best is kept, if null.</param>
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
            Search(samples, new() { Components = Require.There(components, nameof(components)) }, progress: null, CancellationToken.None).Classifier;

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
            ArgumentOutOfRangeException.ThrowIfLessThan(options.Folds, 2);
            if (options.Components is { } given && given.Count != classes.Length)
            {
                throw new ArgumentException(
                    $"options.Components has {given.Count} entries: expected {classes.Length}, one for each class among the labels.", nameof(options));
            }

            double[] counts = [.. classes.Select(own => (double)own.Count)];
            if (options.IsPerClass)
            {
                ComponentSearch[] searches =
                    [.. classes.Select((own, c) => ModelSelection.Search(own, weights: null, c, options.SearchOf(c), progress, cancellationToken))];
                var mixtures = searches.Select(search => search.Winner.Mixture);
                return new(new([.. mixtures], counts, samples.ClassNames), searches, [], null, clock.Elapsed);
            }

            var automatic = new AutomaticBayes(Rows(classes), options, cancellationToken);
            var members = automatic.Run(progress);
            var classifier = Classifier(members[0], [.. members.Skip(1).Select(member => Classifier(member, []))]);
            return new(classifier, automatic.Searches, automatic.Tried, members[0].Candidate, clock.Elapsed);

            BayesClassifier Classifier(BayesMember member, BayesClassifier[] alternatives) => new(member.Densities, counts, samples.ClassNames)
            {
                Temperature = member.Candidate.Temperature,
                LabelNoise = member.Candidate.LabelNoise,
                Weight = member.Weight,
                Alternatives = alternatives,
            };
        }
    }

    private static LabelledRows Rows(Samples[] classes) => new(
        new([.. classes.SelectMany(own => own.Values)], classes.Sum(own => own.Count), classes[0].Features),
        [.. classes.SelectMany((own, c) => Enumerable.Repeat(c, own.Count))]);
}
