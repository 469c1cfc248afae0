using System.Globalization;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>
/// The library's recipes and scikit-learn's general-purpose classifiers on the article's experiment, each against the Bayes
/// limit on the same fresh samples: the table that chapter 6 shows.
/// </summary>
internal static class BaselineStudy
{
    /// <param name="args">First seed, number of seeds, and a file to write the table to; each may be left out.</param>
    public static int Run(string[] args)
    {
        long first = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 0;
        int count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        set_num_threads(1);

        string folder = Directory.CreateTempSubdirectory("gmm-baselines-").FullName;
        try
        {
            var limits = new Dictionary<long, double>();
            var runs = new List<Baseline>();
            for (long seed = first; seed < first + count; seed++)
            {
                using var scope = NewDisposeScope();
                var draw = Draw.Of(seed);
                draw.Write(Path.Combine(folder, $"{seed}"));
                limits[seed] = Accuracy(new BayesClassifier(draw.Data.Mixtures).Predict, draw.Fresh);
                runs.AddRange(Ours(draw, seed));
            }

            runs.AddRange(ScikitLearn.Run(folder));
            var table = new BaselineTable(runs, limits, $"{first}..{first + count - 1}");
            table.Print();
            if (args.Length > 2)
            {
                table.Save(args[2]);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The library's recipes on one draw: fitted to the training samples, timed, judged on the fresh ones.</summary>
    private static IEnumerable<Baseline> Ours(Draw draw, long seed)
    {
        yield return Timed("the article's recipe", "counts told", draw, seed, train =>
        {
            var model = new GmmClassifier(2, draw.Data.Mixtures.Count, Draw.Counts);
            Trainer.FitClassifier(model, train.Features, train.Labels);
            return model.Predict;
        });
    }

    private static Baseline Timed(
        string model, string settings, Draw draw, long seed, Func<LabelledSamples, Func<Tensor, Tensor>> fit)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        var begin = Environment.CpuUsage.TotalTime;
        var predict = fit(draw.Train);
        double seconds = (Environment.CpuUsage.TotalTime - begin).TotalSeconds;
        return new(model, settings, seed, seconds, Accuracy(predict, draw.Fresh));
    }

    private static double Accuracy(Func<Tensor, Tensor> predict, LabelledSamples fresh)
    {
        using var scope = NewDisposeScope();
        return new ConfusionMatrix(fresh.Labels, predict(fresh.Features), Draw.Counts.Length).Accuracy;
    }
}
