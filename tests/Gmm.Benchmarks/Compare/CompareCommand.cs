namespace Gmm.Benchmarks;

/// <summary>The article's experiments, here and by what a reader would use in Python, in one run.</summary>
internal sealed class CompareCommand(CompareOptions options)
{
    private static readonly int[] ThreadCounts = [1, 2];
    private readonly Python? _python = Python.Find(options.Python, "torch", "sklearn", "numpy");

    /// <summary>0, or 1 where rows are missing because Python is.</summary>
    public int Run()
    {
        Header.Print("Comparison", ("Python", _python?.Versions ?? "not installed"));
        Console.WriteLine(
            $"{options.Rounds} rounds; in each, every contestant takes one turn from the same start on the same data, in a process of its own. " +
            "A step is all of it: forward, loss, backward, Adam, loss read. Times are medians over the rounds, ratios medians of each round's " +
            "ratio to this library with as many threads. Peak memory is that of the whole process until the end of its turns.\n");
        using (var folder = new TemporaryFolder())
        {
            Race("Density", ArticleExperiments.Density(), folder.Sub("density"), RunTable.PrintDensity);
            Race("Classifier", ArticleExperiments.Classifier(), folder.Sub("classifier"), RunTable.PrintClassifier);
            if (_python is not null)
            {
                PrintScikitLearn(_python, folder);
            }

            if (options.Long)
            {
                PrintMillion(folder.Sub("million"));
            }
        }

        return _python is null ? 1 : 0;
    }

    private void Race(
        string title, Experiment experiment, string folder, Action<About, IReadOnlyList<(Contestant Who, RunReply Run)>> printRuns)
    {
        var about = experiment.About;
        experiment.Write(folder);
        Console.WriteLine(
            $"### {title}: {experiment.Samples.size(0)} samples of {about.Features} features, components {string.Join(' ', about.Counts)}, " +
            $"Adam {about.LearningRate}\n");
        var table = new MarkdownTable("contestant", "threads", "ms a step", "range", "ratio", "peak MiB");
        var runs = new List<(Contestant Who, RunReply Run)>();
        var ours = new List<double>();
        foreach (int threads in ThreadCounts)
        {
            var contestants = Contestants(folder, threads);
            var race = new StepRace(contestants);
            race.Run(options);
            race.AddTo(table);
            ours.Add(race.Ours);
            runs.AddRange(contestants.Select(who => (who, RunTable.Run(who, options))));
            contestants.ForEach(c => c.Dispose());
        }

        table.Print();
        Console.WriteLine($"This library with 2 threads over 1: {MarkdownTable.Number(ours[0] / ours[1])} times as fast.\n");
        printRuns(about, runs);
    }

    private List<Contestant> Contestants(string folder, int threads) =>
    [
        Contestant.ThisLibrary(folder, threads),
        .. _python is null
            ? Array.Empty<Contestant>()
            : new[] { "article", "batched" }.Select(form => Contestant.PyTorch(_python.Path, form, folder, threads)),
    ];

    /// <summary>Another algorithm, so other columns: it fits each class by itself, and knows nothing of cross-entropy.</summary>
    private void PrintScikitLearn(Python python, TemporaryFolder folder)
    {
        Console.WriteLine("### What a user might take instead: scikit-learn's GaussianMixture, one a class, diagonal, its defaults\n");
        Console.WriteLine(
            "The loss is what the experiment minimises: mean negative log-likelihood, or cross-entropy; accuracy on the fresh samples. " +
            "A seed a round.\n");
        var table = new MarkdownTable("experiment", "threads", "seconds", "range", "median loss", "median accuracy", "peak MiB");
        foreach (string experiment in new[] { "density", "classifier" })
        {
            foreach (int threads in ThreadCounts)
            {
                using var contestant = Contestant.ScikitLearn(python.Path, folder.Sub(experiment), threads);
                contestant.Ask<FitReply>("fit 0");
                FitReply[] fits = [.. Enumerable.Range(1, options.Rounds).Select(seed => contestant.Ask<FitReply>($"fit {seed}"))];
                double[] seconds = [.. fits.Select(fit => fit.Seconds)];
                table.Add(
                    experiment, $"{threads}", MarkdownTable.Number(seconds.Median()), seconds.Range(), $"{fits.Select(fit => fit.Loss).Median():0.0000}",
                    fits[0].Accuracy is null ? "-" : $"{fits.Select(fit => fit.Accuracy!.Value).Median():0.00%}", $"{fits.Max(fit => fit.PeakMib):0}");
            }
        }

        table.Print();
    }

    private void PrintMillion(string folder)
    {
        var experiment = ArticleExperiments.Million();
        experiment.Write(folder);
        Console.WriteLine($"### A million samples: {experiment.Samples.size(0)}, 22 components, one thread, {options.LongSteps} steps\n");
        using var contestant = Contestant.ThisLibrary(folder, threads: 1);
        int warmup = options.LongSteps / 10;
        var reply = contestant.Ask<GrowReply>($"grow {warmup} {options.LongSteps}");
        var table = new MarkdownTable("contestant", "ms a step", $"MiB after {warmup} steps", "MiB at the end", "growth");
        table.Add(
            contestant.Name, MarkdownTable.Number(reply.Milliseconds), $"{reply.StartMib:0}", $"{reply.EndMib:0}", $"{reply.EndMib - reply.StartMib:0.0}");
        table.Print();
    }
}
