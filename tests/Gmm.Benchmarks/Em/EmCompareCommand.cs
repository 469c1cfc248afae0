namespace Gmm.Benchmarks;

/// <summary>Iterations of EM and k-means here, in scikit-learn, Armadillo and mclust, from the same start on the same data.</summary>
internal sealed class EmCompareCommand(CompareOptions options)
{
    private const int ScoredIterations = 5;
    private static readonly int[] ThreadCounts = [1, 2];
    private readonly Python? _python = Python.Find(options.Python, "sklearn", "numpy", "threadpoolctl");
    private readonly string? _mclust = Mclust.Find();

    /// <summary>0, or 1 where rows are missing because a contestant is.</summary>
    public int Run()
    {
        using var folder = new TemporaryFolder();
        string? armadillo = Armadillo.Compile(folder.Sub("armadillo"));
        Header.Print(
            "EM and k-means", ("Python", _python?.Versions ?? "no scikit-learn"), ("Armadillo", armadillo is null ? "not installed" : Armadillo.Version()),
            ("mclust", _mclust ?? "not installed"));
        Console.WriteLine(
            $"Milliseconds an iteration: {options.Rounds} round(s) of turns, every contestant a process of its own, medians; ratios are medians of each round's " +
            "ratio to this library with as many threads. Processor time is that of all threads together: it counts where the machine is shared. Float64 " +
            "everywhere. \"Could be\" is the time for an iteration's arithmetic if one core started fused multiply-adds of 256 bits as fast as it was " +
            "measured to, and did nothing else.\n");
        double operations = Core.FlopsPerSecond() / 4; // a float64 takes twice a float32's place, and a multiply-add counts as two there
        foreach (var (i, shape) in EmShape.All.Index())
        {
            Race(shape, folder.Sub($"shape{i}"), armadillo, operations);
        }

        return _python is null || armadillo is null || _mclust is null ? 1 : 0;
    }

    private void Race(EmShape shape, string folder, string? armadillo, double operations)
    {
        shape.Write(folder);
        Console.WriteLine($"### {shape}\n");
        var table = new MarkdownTable("contestant", "threads", "ms an iteration", "range", "ratio", "processor ms", "ratio", "peak MiB");
        var scores = new List<double>();
        foreach (int threads in ThreadCounts)
        {
            List<Contestant> contestants = [Contestant.EmHere(folder, shape, threads)];
            if (_python is not null)
            {
                contestants.Add(Contestant.EmScikitLearn(_python.Path, folder, shape, threads));
            }

            if (armadillo is not null && shape.Kind != "tied")
            {
                contestants.Add(Contestant.EmArmadillo(armadillo, folder, shape, threads));
            }

            if (_mclust is not null && shape.Kind != "kmeans" && threads == 1)
            {
                contestants.Add(Contestant.EmMclust(folder, shape));
            }

            scores.AddRange(contestants.Select(who => who.Ask<ScoreReply>($"score {ScoredIterations} 0").Score));
            var race = new StepRace(contestants);
            race.Run(options);
            contestants.ForEach(who => AddRow(table, who, race.Turns(who), race.Turns(contestants[0])));
            contestants.ForEach(who => who.Dispose());
        }

        table.Print();
        var (gained, possible) = SecondThread(shape, folder);
        Console.WriteLine(
            $"Two threads: {MarkdownTable.Number(gained)} times one; two processes of one thread at once: {MarkdownTable.Number(possible)} " +
            $"times the work of one. Could be {MarkdownTable.Number(shape.Operations / operations * 1e3)} ms. After {ScoredIterations} iterations all contestants' " +
            $"{(shape.Kind == "kmeans" ? "mean squared distances" : "mean log-likelihoods")} are {scores[0]:0.000000}, to {scores.Max(score => Math.Abs(score - scores[0])):0e0}.\n");
    }

    private static void AddRow(MarkdownTable table, Contestant who, IReadOnlyList<StepsReply> turns, IReadOnlyList<StepsReply> ours)
    {
        double[] own = [.. turns.Select(turn => turn.Milliseconds)];
        double[] processor = [.. turns.Select(turn => turn.ProcessorMilliseconds)];
        table.Add(
            who.Name, $"{who.Threads}", MarkdownTable.Number(own.Median()), own.Range(), Ratio(own, ours.Select(turn => turn.Milliseconds)),
            MarkdownTable.Number(processor.Median()), Ratio(processor, ours.Select(turn => turn.ProcessorMilliseconds)), $"{turns.Max(turn => turn.PeakMib):0}");
    }

    private static string Ratio(double[] theirs, IEnumerable<double> ours) => $"{MarkdownTable.Number(theirs.Zip(ours, (a, b) => a / b).Median())}x";

    /// <summary>How much more two threads do in the time of one; and two processes, which is what a second thread could gain at most in this minute.</summary>
    private (double Threads, double Processes) SecondThread(EmShape shape, string folder)
    {
        Contestant[] two = [Contestant.EmHere(folder, shape, threads: 1), Contestant.EmHere(folder, shape, threads: 1)];
        var threaded = Contestant.EmHere(folder, shape, threads: 2);
        double alone = two[0].Ask<StepsReply>("steps 3 5").Milliseconds;
        int count = Math.Max(3, (int)(options.TurnMilliseconds / alone));
        var (threads, processes) = (new List<double>(), new List<double>());
        for (int round = 0; round <= options.Rounds; round++)
        {
            double one = Turn(two[0]);
            double both = Turn(threaded);
            double[] atOnce = Task.WhenAll(two.Select(process => Task.Run(() => Turn(process)))).Result;
            if (round > 0) // the first warms up
            {
                threads.Add(one / both);
                processes.Add(atOnce.Sum(turn => one / turn));
            }
        }

        Array.ForEach([.. two, threaded], process => process.Dispose());
        return (threads.ToArray().Median(), processes.ToArray().Median());

        double Turn(Contestant who) => who.Ask<StepsReply>($"steps 1 {count}").Milliseconds;
    }
}
