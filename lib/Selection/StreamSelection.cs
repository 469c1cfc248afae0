namespace Gmm;

/// <summary>The search for the number of components, over samples that come in batches: each reading serves all candidates.</summary>
public static class StreamSelection
{
    extension(GaussianMixture)
    {
        /// <summary>Fits mixtures with several numbers of components to batches, in constant memory, and keeps the best.</summary>
        /// <param name="batches">Each [N, D] with an N of its own; read once an iteration, so it has to give the same ones each time.</param>
        /// <param name="components">The fewest and the most: <c>1..12</c>.</param>
        /// <param name="options">Candidates and criterion count; <see cref="SelectionCriterion.Bic"/> if null.</param>
        /// <exception cref="ArgumentException">
        /// batches or components are not as above, the criterion would hold samples back, or no candidate fits.
        /// </exception>
        public static GaussianMixture Fit(IEnumerable<Samples> batches, Range components, SelectionOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(batches);
            options = (options ?? new()) with { MinComponents = components.Start.Value, MaxComponents = components.End.Value };
            options.Validate();
            if (components.Start.IsFromEnd || components.End.IsFromEnd || options.Criterion is not (SelectionCriterion.Bic or SelectionCriterion.Aic))
            {
                throw new ArgumentException(
                    $"Searching {components} by {options.Criterion}: expected numbers as in 1..12, and BIC or AIC, which hold nothing back.", nameof(components));
            }

            var stream = new BatchStream(batches);
            double[] counts = StreamStart.Counts(stream);
            var draws = StreamStart.Draw(stream, ExpectationMaximization.First(batches).Features, counts, seed: 0);
            var wanted = Wanted(groups: 1, options);
            var runs = Started(wanted, StreamStart.Fit(draws, wanted));
            var all = new StreamRuns(stream, counts, runs);
            while (all.Active.Any())
            {
                all.Step();
            }

            all.Judge();
            return Winner(runs, counts, options.Criterion).Mixture;
        }
    }

    /// <summary>Every candidate with every number of components, for each group.</summary>
    internal static IReadOnlyList<(int Group, int Components, EmOptions Options)> Wanted(int groups, SelectionOptions options) =>
    [
        .. from g in Enumerable.Range(0, groups)
           from k in Enumerable.Range(options.MinComponents, options.MaxComponents - options.MinComponents + 1)
           from candidate in options.Candidates
           select (g, k, candidate),
    ];

    internal static IReadOnlyList<EmRun> Started(IReadOnlyList<(int Group, int Components, EmOptions Options)> wanted, GaussianMixture?[] starts) =>
    [
        .. from run in wanted.Zip(starts)
           let start = run.Second
           where start is not null
           select new EmRun(run.First.Group, StreamSoundness.Floored(run.First.Options, start), start),
    ];

    /// <summary>Of one group's runs, the one that the criterion prefers; sound before degenerate, of those the simplest.</summary>
    /// <param name="runs">After <see cref="StreamRuns.Judge"/>.</param>
    /// <exception cref="ArgumentException">None fits.</exception>
    internal static EmRun Winner(IEnumerable<EmRun> runs, double[] counts, SelectionCriterion criterion = SelectionCriterion.Bic)
    {
        double Score(EmRun run) => criterion == SelectionCriterion.Bic
            ? run.Mixture.Bic((run.Final!.LogLikelihood, counts[run.Group]))
            : run.Mixture.Aic(run.Final!.LogLikelihood);
        var fits = runs.Where(run => run.Flaw is null).ToList();
        return fits.Where(run => StreamSoundness.Flaw(run) is null).MinBy(Score) ?? fits.FirstOrDefault()
            ?? throw new ArgumentException($"No candidate fits. The first: {runs.FirstOrDefault()?.Flaw ?? "too few samples, or features that do not vary"}.", nameof(runs));
    }
}
