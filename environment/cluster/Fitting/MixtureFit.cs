using System.Globalization;

namespace Gmm.Cluster;

/// <summary>One fit, as every rank goes through it: a reading that counts, one that draws, and one an iteration.</summary>
/// <param name="search">The candidates, of which BIC chooses for each class.</param>
/// <param name="memory">Bytes of samples that this rank keeps.</param>
internal sealed class MixtureFit(IRanks ranks, ShardSource source, SelectionOptions search, int threads, long memory)
{
    public required string Output { get; init; }

    /// <summary>What to start from; null to find starts.</summary>
    public FittedModel? Start { get; init; }

    public required ulong Seed { get; init; }

    public required int CheckpointEvery { get; init; }

    public required bool Resume { get; init; }

    private string CheckpointPath => $"{Output}.checkpoint";

    /// <param name="shards">Those of all ranks.</param>
    public void Run(IReadOnlyList<Shard> shards)
    {
        var progress = new FitProgress(ranks.Rank == 0);
        string identity = Checkpoint.Identity(shards, source.Columns, search, Start, Seed);
        var checkpoint = Resume ? Checkpoint.Find(ranks, CheckpointPath, identity, search) : null;
        progress.Say(checkpoint is null
            ? $"{shards.Count} files, {ranks.Count} {(ranks.Count == 1 ? "rank" : "ranks")} of {threads} {(threads == 1 ? "thread" : "threads")}"
            : $"On from iteration {checkpoint.Runs.Max(run => run.Bounds.Count)} of {CheckpointPath}");
        var survey = checkpoint?.Survey ?? ShardStream.Survey(ranks, source, threads);
        if (survey.Samples == 0)
        {
            throw new ArgumentException("The files have no rows that could be fitted.", nameof(shards));
        }

        progress.Begin(survey, source.Columns);
        var stream = new ShardStream(ranks, source, survey.Classes, threads, memory);
        var runs = new StreamRuns(stream, survey.Counts, checkpoint?.Runs ?? Started(stream, survey, progress));
        for (int iteration = 1; runs.Active.Any(); iteration++)
        {
            runs.Step();
            progress.Step(runs);
            if (ranks.Rank == 0 && CheckpointEvery > 0 && iteration % CheckpointEvery == 0 && runs.Active.Any())
            {
                new Checkpoint(survey, runs.Runs).Save(CheckpointPath, identity);
            }
        }

        runs.Judge();
        if (ranks.Rank == 0)
        {
            EmRun[] winners = [.. survey.Classes.Select((_, c) => StreamSelection.Winner(runs.Runs.Where(run => run.Group == c), survey.Counts))];
            Save(survey, winners);
            File.Delete(CheckpointPath);
            progress.End(winners, survey);
            progress.Say($"Written: {Output}");
        }
    }

    private IReadOnlyList<EmRun> Started(ShardStream stream, Survey survey, FitProgress progress)
    {
        if (Start is not null)
        {
            Start.Require(source.Columns);
            var mixtures = survey.Classes.Select(Start.Mixture);
            return [.. mixtures.Select((own, c) => new EmRun(c, StreamSoundness.Floored(search.Candidates[0], own), own))];
        }

        var wanted = StreamSelection.Wanted(survey.Classes.Length, search);
        var draws = StreamStart.Draw(stream, source.Columns.Features.Count, survey.Counts, Seed);
        var starts = stream.Agree(() => StreamStart.Fit(draws, wanted));
        progress.Say(string.Create(CultureInfo.InvariantCulture, $"{starts.Count(start => start is not null)} starts, from {Math.Min(survey.Counts.Max(), StreamStart.Drawn):0} samples at most"));
        return StreamSelection.Started(wanted, starts);
    }

    private void Save(Survey survey, EmRun[] winners)
    {
        if (source.Columns.Label is null)
        {
            winners.Single().Mixture.Save(Output);
        }
        else
        {
            new BayesClassifier([.. winners.Select(run => run.Mixture)], survey.Counts, survey.Classes).Save(Output);
        }
    }
}
