using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// How many components? Likelihood alone always asks for more: it has to be held against what the components cost, or
/// against samples that the fit did not see.
/// </summary>
/// <remarks>Random draws come from torch's generator: after <c>manual_seed</c>, the same search.</remarks>
public static class ModelSelection
{
    /// <summary>Fits mixtures of several numbers of components, and chooses one.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="options">1 to 12 components by BIC if null.</param>
    /// <param name="sampleWeights">How often each sample counts, [N], 0 or more: for BIC, N is their sum. Once if null.</param>
    /// <param name="progress">Told of every number tried, on the calling thread.</param>
    /// <param name="cancellationToken">Ends the search early and normally, with what was tried so far and at least one.</param>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity; or fewer samples than MinComponents; or none of the candidates fits it.</exception>
    public static ComponentSearch Search(
        Samples x,
        SelectionOptions? options = null,
        Tensor? sampleWeights = null,
        IProgress<SelectionRow>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Search(x, x.Weights(sampleWeights), 0, options ?? new(), progress, cancellationToken);
    }

    /// <summary>The same for each class by itself.</summary>
    /// <param name="samples">Labelled with classes 0..C-1, none of them without samples.</param>
    /// <param name="options">1 to 12 components by BIC if null.</param>
    /// <param name="progress">Told of every number tried, on the calling thread.</param>
    /// <param name="cancellationToken">Ends each search early and normally.</param>
    /// <returns>One search a class.</returns>
    /// <exception cref="ArgumentException">samples are not as above; or a class has fewer of them than MinComponents.</exception>
    public static IReadOnlyList<ComponentSearch> SearchPerClass(
        LabelledSamples samples,
        SelectionOptions? options = null,
        IProgress<SelectionRow>? progress = null,
        CancellationToken cancellationToken = default) =>
        [.. Require.There(samples, nameof(samples)).ByClass().Select((own, c) => Search(own, weights: null, c, options ?? new(), progress, cancellationToken))];

    /// <summary>Mean log-density of samples that the fit did not see, over folds that take turns in being held back.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="nComponents">K.</param>
    /// <param name="folds">Into how many parts the samples are cut, by chance.</param>
    /// <param name="options">How each fit is made; thoroughly, as in a search, if null.</param>
    /// <returns>Nats a sample.</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity; or has too few samples for K or the folds.</exception>
    internal static double CrossValidate(Samples x, int nComponents, int folds = 5, EmOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, x.Count);
        return new HeldOutSamples(x, weights: null, folds, turns: folds).MeanLogLikelihood(nComponents, options ?? EmOptions.Robust);
    }

    internal static ComponentSearch Search(
        Samples samples,
        double[]? weights,
        int classIndex,
        SelectionOptions options,
        IProgress<SelectionRow>? progress,
        CancellationToken cancellationToken)
    {
        options.Validate();
        MixtureStart.RequireComponents(options.MinComponents, samples);
        SearchCandidate[] candidates = [.. options.Candidates.Select(candidate => new SearchCandidate(samples, weights, candidate))];
        var heldOut = HeldOutSamples.For(samples, weights, options);
        int most = Math.Min(options.MaxComponents, heldOut?.MostComponents ?? samples.Count);
        var tried = new List<(SelectionRow Row, EmResult? Fit)>();
        int winner = -1;
        for (int k = options.MinComponents; k <= Math.Max(most, options.MinComponents); k++)
        {
            foreach (var candidate in candidates)
            {
                tried.Add(candidate.Try(k, classIndex, heldOut, cancellationToken));
                progress?.Report(tried[^1].Row);
                winner = winner < 0 || IsBetter(tried[^1].Row, tried[winner].Row, options.Criterion) ? tried.Count - 1 : winner;
            }

            bool enough = options.Patience > 0 && k - tried[winner].Row.Components >= options.Patience;
            if (enough || cancellationToken.IsCancellationRequested)
            {
                break;
            }
        }

        var rows = tried.Select((t, i) => t.Row with { IsWinner = i == winner }).ToArray();
        return tried[winner].Fit is { } fit
            ? new(options.Criterion, rows, fit)
            : throw new ArgumentException($"No candidate fits x. The first: {tried[winner].Row.Flaw}", nameof(samples));
    }

    /// <summary>Whether a row is to be preferred: sound before degenerate, and that before what has no fit; then by the criterion.</summary>
    private static bool IsBetter(SelectionRow row, SelectionRow than, SelectionCriterion criterion)
    {
        static int Rank(SelectionRow r) => r.Flaw is null ? 0 : double.IsNaN(r.LogLikelihood) ? 2 : 1;
        return (Rank(row), Rank(than)) switch
        {
            (var own, var other) when own != other => own < other,
            (0, _) => row.Score(criterion) < than.Score(criterion),
            _ => false, // of degenerate ones the first, which is the simplest
        };
    }
}
