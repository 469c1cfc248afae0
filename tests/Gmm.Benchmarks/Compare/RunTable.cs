namespace Gmm.Benchmarks;

/// <summary>Whole runs of the article's loops, and when each contestant was how far.</summary>
internal static class RunTable
{
    private const double NearBestLoss = 0.05;
    private const double NearBestAccuracy = 0.01;
    private const int EvaluateEvery = 25;

    public static RunReply Run(Contestant contestant, CompareOptions options)
    {
        Console.Error.WriteLine($"whole run: {contestant.Name}, threads: {contestant.Threads}");
        return contestant.Ask<RunReply>($"run {options.RunIterations} {EvaluateEvery}");
    }

    /// <summary>A density's run ends where its loss has come to rest, by the article's rule.</summary>
    public static void PrintDensity(About about, IReadOnlyList<(Contestant Who, RunReply Run)> runs)
    {
        Console.WriteLine(
            $"Time to the article's loss: until its rule stops the run, which is when the standard deviation of the last " +
            $"{about.PlateauWindow} losses falls below {about.PlateauBelow}.\n");
        var table = new MarkdownTable("contestant", "threads", "iterations", "last loss", "seconds", "ratio");
        foreach (var (who, run) in runs)
        {
            table.Add(who.Name, $"{who.Threads}", $"{run.Losses.Count}", $"{run.Losses[^1]:0.00000}", MarkdownTable.Number(run.Seconds[^1]),
                Ratio(run.Seconds[^1], OursAt(runs, who.Threads).Seconds[^1]));
        }

        table.Print();
    }

    /// <summary>A classifier's run has no such end: two marks that all contestants should pass.</summary>
    public static void PrintClassifier(About about, IReadOnlyList<(Contestant Who, RunReply Run)> runs)
    {
        double best = runs.Min(r => r.Run.Losses.Min());
        double enough = about.BestAccuracy - NearBestAccuracy;
        Console.WriteLine(
            $"Time to the article's loss: until the cross-entropy is first within {NearBestLoss} of {best:0.0000}, the least that any contestant " +
            $"reached. Time to the accuracy: until {enough:0.00%} of fresh samples are classified correctly, 1 point below the {about.BestAccuracy:0.00%} " +
            $"of Bayes' rule with the true mixtures; looked at every {EvaluateEvery} iterations with the clock stopped.\n");
        var table = new MarkdownTable(
            "contestant", "threads", "iterations", "least loss", "s to loss", "ratio", "best accuracy", "s to accuracy", "ratio");
        foreach (var (who, run) in runs)
        {
            var ours = OursAt(runs, who.Threads);
            table.Add(
                who.Name, $"{who.Threads}", $"{run.Losses.Count}", $"{run.Losses.Min():0.0000}",
                Seconds(ToLoss(run)), Ratio(ToLoss(run), ToLoss(ours)), $"{run.Accuracies.Max():0.00%}",
                Seconds(ToAccuracy(run)), Ratio(ToAccuracy(run), ToAccuracy(ours)));
        }

        table.Print();

        double? ToLoss(RunReply run) => At(run, run.Losses.ToList().FindIndex(loss => loss <= best + NearBestLoss));
        double? ToAccuracy(RunReply run) => At(run, ((run.Accuracies.ToList().FindIndex(a => a >= enough) + 1) * EvaluateEvery) - 1);
        static double? At(RunReply run, int iteration) => iteration < 0 ? null : run.Seconds[iteration];
    }

    private static RunReply OursAt(IReadOnlyList<(Contestant Who, RunReply Run)> runs, int threads) =>
        runs.First(r => r.Who.Threads == threads).Run;

    private static string Seconds(double? seconds) => seconds is { } s ? MarkdownTable.Number(s) : "never";

    private static string Ratio(double? theirs, double? ours) => theirs / ours is { } ratio ? $"{MarkdownTable.Number(ratio)}x" : "-";
}
