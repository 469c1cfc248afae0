namespace Gmm;

/// <summary>
/// Several mixtures fitted to one stream, all of them in each reading of it: what is read once serves every class, number of
/// components and covariance type. Between machines only their statistics travel.
/// </summary>
internal sealed class StreamRuns
{
    private readonly ISampleStream _stream;
    private readonly double[] _counts;

    /// <param name="counts">Samples of each group, [G], as <see cref="StreamStart.Counts"/> found them.</param>
    public StreamRuns(ISampleStream stream, double[] counts, IReadOnlyList<EmRun> runs) => (_stream, _counts, Runs) = (stream, counts, runs);

    public IReadOnlyList<EmRun> Runs { get; }

    /// <summary>Runs that have not ended.</summary>
    public IEnumerable<EmRun> Active => Runs.Where(run => run.Reason is null);

    /// <summary>One E step and one M step of every run that has not ended.</summary>
    public void Step()
    {
        EmRun[] active = [.. Active];
        foreach (var (run, statistics) in active.Zip(Statistics(active)))
        {
            try
            {
                run.Take(statistics, _counts[run.Group]);
            }
            catch (ArithmeticException flaw)
            {
                run.Fail(flaw.Message); // costs this run
            }
        }
    }

    /// <summary>The log-likelihood of each finished mixture, and what its components answer for.</summary>
    public void Judge()
    {
        EmRun[] sound = [.. Runs.Where(run => run.Flaw is null)];
        foreach (var (run, statistics) in sound.Zip(Statistics(sound)))
        {
            run.Final = statistics;
        }
    }

    private SufficientStatistics[] Statistics(EmRun[] runs)
    {
        int[] starts = [.. runs.Aggregate(new List<int> { _counts.Length }, (s, run) => [.. s, s[^1] + StreamStatistics.Length(run.Mixture)])];
        double[] sums = StreamPass.Sum(_stream, starts[^1], (batch, own) =>
        {
            for (int g = 0; g < _counts.Length; g++)
            {
                own[g] = batch.Of(g)?.Count ?? 0;
            }

            foreach (var (i, run) in runs.Index())
            {
                if (batch.Statistics(run.Group, run.Mixture) is { } statistics)
                {
                    StreamStatistics.CopyTo(statistics, own.AsSpan(starts[i]..starts[i + 1]));
                }
            }
        });
        RequireSameSamples(sums);
        return [.. runs.Select((run, i) => StreamStatistics.From(sums.AsSpan(starts[i]..starts[i + 1]), run.Mixture))];
    }

    private void RequireSameSamples(double[] counts)
    {
        for (int g = 0; g < _counts.Length; g++)
        {
            if (counts[g] != _counts[g])
            {
                throw new InvalidDataException(
                    $"The stream gave {_counts[g]} samples at first and {counts[g]} now: expected the same ones each time. " +
                    "An iterator that can be used once, or a file that changed?");
            }
        }
    }
}
