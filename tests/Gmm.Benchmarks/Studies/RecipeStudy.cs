using System.Globalization;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>
/// How near the generative recipes come to the Bayes limit on the article's experiment, told the number of components and not;
/// how near EM comes to a density; and whether anything dies or blows up in many seeds.
/// </summary>
internal static class RecipeStudy
{
    private static readonly EmOptions Thorough = new() { Restarts = 10, ScreeningTolerance = 1e-2, Tolerance = 1e-5, MaxIterations = 500 };

    private static readonly SelectionOptions FreeWeightsOnly = new() { Patience = 3, Candidates = [Thorough] };

    /// <param name="first">First seed of the table.</param>
    /// <param name="count">Number of seeds in it.</param>
    /// <param name="survival">How many seeds to look for dead components in.</param>
    /// <param name="python">The interpreter that has scikit-learn.</param>
    public static int Run(long first, int count, int survival, string python)
    {
        set_num_threads(1);
        Header.Print(FormattableString.Invariant($"Recipes, seeds {first}..{first + count - 1}"));
        Classifiers(first, count);
        DensityStudy.Run(first, count, python);
        return survival == 0 ? 0 : Survival.Run(first, survival);
    }

    private static void Classifiers(long first, int count)
    {
        (string Name, Func<Draw, Problem, IReadOnlyList<GaussianMixture>> Fit)[] recipes =
        [
            ("EM from the true mixtures, which no one has", (_, p) => [.. p.Classes.Select((x, c) => FromTruth(x, p.Truth[c]))]),
            ("told the counts: EM as scikit-learn's n_init = 10", (_, p) => [.. p.Classes.Select((x, c) => ScikitLearnsWay(x, Draw.Counts[c]))]),
            ("told the counts: our recipe", (draw, _) => Generative(draw.Train, new() { Components = Draw.Counts })),
            ("told nothing: our recipe, free weights only", (draw, _) => Generative(draw.Train, new() { Search = FreeWeightsOnly })),
            ("told nothing: our recipe", (draw, _) => Generative(draw.Train, new())),
            ("the same, and the 1000 validation draws to learn from", (draw, _) => Generative(draw.Data.Samples, new())),
            ("told nothing: our recipe, then cross-entropy + likelihood", (draw, _) => Tuned(draw, Generative(draw.Train, new()))),
        ];
        var outcomes = recipes.Select(_ => new List<Outcome>()).ToArray();
        for (long seed = first; seed < first + count; seed++)
        {
            using var scope = NewDisposeScope();
            var draw = Draw.Of(seed);
            var problem = Problem.Of(draw);
            for (int i = 0; i < recipes.Length; i++)
            {
                manual_seed(seed);
                var clock = ProcessorTime.Start();
                var mixtures = recipes[i].Fit(draw, problem);
                outcomes[i].Add(problem.Judge(mixtures, clock.Seconds));
            }

            Console.Error.WriteLine($"seed {seed}");
        }

        var table = new MarkdownTable("recipe", "gap, points", "worst", "gap in expectation", "worst", "counts found", "fit, s", "slowest");
        foreach (var (recipe, own) in recipes.Zip(outcomes))
        {
            table.Add(
                recipe.Name,
                own.Select(o => o.Gap).MeanAndError("0.000"),
                Worst(own, o => o.Gap),
                own.Select(o => o.ExpectedGap).MeanAndError("0.000"),
                Worst(own, o => o.ExpectedGap),
                $"{own.Sum(o => o.RightCounts)} of {own.Count * Draw.Counts.Length}",
                MarkdownTable.Number(own.Select(o => o.Seconds).Median()),
                MarkdownTable.Number(own.Max(o => o.Seconds)));
        }

        table.Print();
    }

    private static string Worst(IEnumerable<Outcome> outcomes, Func<Outcome, double> of) =>
        outcomes.Max(of).ToString("0.000", CultureInfo.InvariantCulture);

    private static GaussianMixture FromTruth(Tensor x, GaussianMixture truth) =>
        ExpectationMaximization.Fit(x, truth, new() { Tolerance = 1e-6, MaxIterations = 1000 }).Mixture;

    private static GaussianMixture ScikitLearnsWay(Tensor x, int components) =>
        ExpectationMaximization.Fit(x, components, new() { Restarts = 10 }).Mixture;

    private static IReadOnlyList<GaussianMixture> Generative(LabelledSamples samples, BayesOptions options) =>
        BayesClassifier.Search(samples, options).Mixtures;

    private static IReadOnlyList<GaussianMixture> Tuned(Draw draw, IReadOnlyList<GaussianMixture> start)
    {
        using var model = GmmClassifier.From(start);
        var options = new TrainingOptions
        {
            LearningRate = 3e-3,
            Schedule = LearningRateSchedule.Cosine,
            LikelihoodWeight = 1,
            MaxIterations = 300,
            CloseEnough = 0,
        };
        Trainer.FitClassifier(model, draw.Train, options);
        return [.. Enumerable.Range(0, start.Count).Select(c => GaussianMixture.From(model.ToDistribution(c)))];
    }
}
