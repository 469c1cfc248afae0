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
    /// <param name="progress">Told of every number tried, on the calling thread.</param>
    /// <param name="cancellationToken">Ends the search early and normally, with what was tried so far and at least one.</param>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity; or fewer samples than MinComponents.</exception>
    public static ComponentSearch Search(
        Samples x,
        SelectionOptions? options = null,
        IProgress<SelectionRow>? progress = null,
        CancellationToken cancellationToken = default) =>
        Search(x ?? throw new ArgumentNullException(nameof(x)), 0, options ?? new(), progress, cancellationToken);

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
        [.. samples.ByClass().Select((own, c) => Search(own, c, options ?? new(), progress, cancellationToken))];

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
        return new HeldOutSamples(x, folds, turns: folds).MeanLogLikelihood(nComponents, options ?? EmOptions.Thorough);
    }

    internal static ComponentSearch Search(
        Samples samples,
        int classIndex,
        SelectionOptions options,
        IProgress<SelectionRow>? progress,
        CancellationToken cancellationToken)
    {
        options.Validate();
        MixtureStart.RequireComponents(options.MinComponents, samples);
        var problems = options.Candidates.Select(candidate => new EmProblem(samples, weights: null, candidate)).ToArray();
        var heldOut = HeldOutSamples.For(samples, options);
        var rows = new List<SelectionRow>();
        var best = (Row: -1, Components: 0, Fit: (EmResult?)null);
        for (int k = options.MinComponents; k <= Math.Min(options.MaxComponents, samples.Count); k++)
        {
            foreach (var problem in problems)
            {
                var fit = problem.Best(k, progress: null, cancellationToken);
                double? held = heldOut?.MeanLogLikelihood(k, problem.Options);
                rows.Add(Row(classIndex, fit, problem.LogLikelihood(fit.Mixture), samples.Count, held));
                progress?.Report(rows[^1]);
                if (best.Fit is null || rows[^1].Score(options.Criterion) < rows[best.Row].Score(options.Criterion))
                {
                    best = (rows.Count - 1, k, fit);
                }
            }

            bool enough = options.Patience > 0 && k - best.Components >= options.Patience;
            if (enough || cancellationToken.IsCancellationRequested)
            {
                break;
            }
        }

        return new(options.Criterion, [.. rows.Select((row, i) => row with { IsWinner = i == best.Row })], best.Fit!);
    }

    private static SelectionRow Row(int classIndex, EmResult fit, double logLikelihood, int count, double? heldOut) => new(
        classIndex,
        fit.Mixture.Components,
        fit.Mixture.CovarianceType,
        fit.Mixture.HasEqualWeights,
        fit.Mixture.ParameterCount,
        logLikelihood / count,
        fit.Mixture.Aic(logLikelihood),
        fit.Mixture.Bic(logLikelihood, count),
        heldOut,
        fit.Iterations,
        fit.Converged,
        IsWinner: false);
}
