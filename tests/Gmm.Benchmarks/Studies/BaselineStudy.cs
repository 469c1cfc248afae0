using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>
/// The library's recipes and scikit-learn's general-purpose classifiers on the article's experiment, each against the Bayes
/// limit on the same fresh samples: the table that chapter 6 shows.
/// </summary>
internal static class BaselineStudy
{
    /// <param name="firstSeed">Of the first draw; the others follow.</param>
    /// <param name="seeds">How many draws.</param>
    /// <param name="file">Where to write every run as comma-separated values; null for nowhere.</param>
    /// <param name="python">The interpreter that has scikit-learn.</param>
    public static void Run(long firstSeed, int seeds, string? file, string python)
    {
        set_num_threads(1);
        string folder = Directory.CreateTempSubdirectory("gmm-baselines-").FullName;
        try
        {
            var limits = new Dictionary<long, double>();
            var runs = new List<Baseline>();
            for (long seed = firstSeed; seed < firstSeed + seeds; seed++)
            {
                using var scope = NewDisposeScope();
                var draw = Draw.Of(seed);
                draw.Write(Path.Combine(folder, $"{seed}"));
                limits[seed] = new BayesClassifier(draw.Data.Mixtures).Score(draw.Fresh);
                runs.AddRange(Ours(draw, seed));
            }

            runs.AddRange(ScikitLearn.Run(folder, python));
            var table = new BaselineTable(runs, limits);
            table.Print();
            if (file is not null)
            {
                table.Save(file);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The library's recipes on one draw: fitted to the training samples, timed, judged on the fresh ones.</summary>
    private static IEnumerable<Baseline> Ours(Draw draw, long seed)
    {
        yield return Fitted("the article's recipe", "counts told", draw, seed, train =>
        {
            var model = new GmmClassifier(2, Draw.Counts.Length, Draw.Counts);
            Trainer.FitClassifier(model, train);
            return model;
        });
        yield return Fitted("generative", "counts told", draw, seed, train =>
            BayesClassifier.Fit(train, Draw.Counts));
        yield return Fitted("generative", "counts searched", draw, seed, train =>
            BayesClassifier.Fit(train));
    }

    private static Baseline Fitted(
        string model, string settings, Draw draw, long seed, Func<LabelledSamples, IClassifier> fit)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        var begin = Environment.CpuUsage.TotalTime;
        var classifier = fit(draw.Train);
        double seconds = (Environment.CpuUsage.TotalTime - begin).TotalSeconds;
        return new(model, settings, seed, seconds, classifier.Score(draw.Fresh));
    }
}
