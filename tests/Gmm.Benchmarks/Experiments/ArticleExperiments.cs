using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>The article's two experiments, always the same draws; and the second one on a million samples.</summary>
internal static class ArticleExperiments
{
    private const int Seed = 4;

    /// <summary>Of the classifier's start: from most of them the article's loop ends a few points below the best accuracy.</summary>
    private const int StartSeed = 0;

    private const int FreshPerClass = 4000;
    private static readonly int[] ClassifierCounts = [3, 5, 2, 8, 4];

    /// <summary>2000 samples of a random mixture of 4 components.</summary>
    public static Experiment Density()
    {
        manual_seed(Seed);
        var truth = RandomMixtures.Draw();
        using var model = new GaussianMixModel(2, 4);
        return new(
            About.From("density", 2, [4], TrainingOptions.Density, bestAccuracy: 0),
            truth.sample(2000), Labels: null, Fresh: null, Start.Of(model));
    }

    /// <summary>Five classes of 3, 5, 2, 8 and 4 components, about 9000 samples; and 20000 fresh ones to judge by.</summary>
    public static Experiment Classifier() => Classifier(truth => truth.Samples.SplitWithReplacement(1000).Train);

    /// <summary>The same classes, a million samples.</summary>
    public static Experiment Million() => Classifier(truth => Draw(truth, 200_000));

    private static Experiment Classifier(Func<OverlappingClasses, LabelledSamples> training)
    {
        manual_seed(Seed);
        var truth = OverlappingClasses.DrawTypical(ClassifierCounts);
        var fresh = Draw(truth, FreshPerClass);
        var train = training(truth);
        manual_seed(StartSeed);
        using var model = new GmmClassifier(2, ClassifierCounts.Length, ClassifierCounts);
        var start = Start.Of(model);
        using var scope = NewDisposeScope();
        var logits = stack(truth.Mixtures.Select(mixture => mixture.log_prob(fresh.X)), dim: 1);
        double best = logits.argmax(1).eq(fresh.Labels).to(ScalarType.Float64).mean().item<double>();
        return new(
            About.From("classifier", 2, ClassifierCounts, TrainingOptions.Classifier, best),
            train.X, train.Labels, fresh, start);
    }

    private static LabelledSamples Draw(OverlappingClasses truth, int perClass) => new(
        cat(truth.Mixtures.Select(mixture => mixture.sample(perClass)).ToArray()),
        arange(truth.Mixtures.Count, dtype: ScalarType.Int64).repeat_interleave(perClass));
}
