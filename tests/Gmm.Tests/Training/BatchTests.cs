using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Training and scoring on batches. Oracle: the same on all samples at once.</summary>
public class BatchTests
{
    private static readonly TrainingOptions Options = TrainingOptions.Density with { LearningRate = 1e-2, MaxIterations = 30 };

    [Fact]
    public void OneBatchOfAllSamples_TrainsAsAllSamplesDo_BitForBit()
    {
        var (whole, model) = (Data(), Density());
        var (_, batched) = (whole, Density());

        var expected = Trainer.FitDensity(model, whole.X, Options);
        var actual = Trainer.FitDensity(batched, [whole.X], Options);

        Assert.Equal(expected.Losses, actual.Losses);
        TensorAssert.Close(model.Means, batched.Means, 0);
    }

    [Fact]
    public void RandomBatches_HoldEachSampleOnce_AndAnotherOrderEachTime()
    {
        var data = Data();
        var batches = data.Batches(64);
        Assert.Equal([64, 64, 64, 64, 44], batches.Select(batch => (int)batch.Count));

        var (first, second) = (cat(batches.Select(b => b.X).ToArray()), cat(batches.Select(b => b.X).ToArray()));

        Assert.False(first.Equals(second));
        TensorAssert.Close(data.X.sort(0).Values, first.sort(0).Values, 0);
    }

    [Fact]
    public void AClassifier_LearnsFromRandomBatches()
    {
        var data = Data();
        manual_seed(5);
        using var model = new GmmClassifier(2, 2, 1);

        Trainer.FitClassifier(model, data.Batches(50), TrainingOptions.Classifier with { MaxIterations = 300, CloseEnough = 0 });

        Assert.InRange(new ConfusionMatrix(data.Labels, model.Predict(data.X), 2).Accuracy, 0.97, 1);   // 0.993 are possible
    }

    [Fact]
    public void ScoresOverBatches_AreThoseOfAllSamples()
    {
        var data = Data();
        using var density = Density();
        using var classifier = new GmmClassifier(2, 2, 3);

        double mean = StreamingEvaluation.MeanLogDensity(density, data.Batches(64).Select(batch => batch.X));
        var confusion = StreamingEvaluation.Confusion(classifier, data.Batches(64));

        Assert.Equal(density.LogDensity(data.X).mean().item<float>(), mean, 1e-5);
        Assert.Equal(new ConfusionMatrix(data.Labels, classifier.Predict(data.X), 2).Counts, confusion.Counts);
    }

    [Fact]
    public void ALazyEnumeration_LeavesNoTensorAlive()
    {
        using var density = Density();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        StreamingEvaluation.MeanLogDensity(density, Enumerable.Range(0, 50).Select(_ => randn(100, 2)));
        Trainer.FitDensity(density, Enumerable.Range(0, 50).Select(_ => randn(100, 2)), Options with { MaxIterations = 120 });

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void NoBatch_AndABadOne_AreNamed()
    {
        using var density = Density();

        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => Trainer.FitDensity(density, [])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "empty", Assert.Throws<ArgumentException>(() => StreamingEvaluation.MeanLogDensity(density, [])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "[5, 3]", Assert.Throws<ArgumentException>(() => Trainer.FitDensity(density, [zeros(5, 3)])).Message, StringComparison.Ordinal);
    }

    /// <summary>Two classes of 150, five standard deviations apart.</summary>
    private static LabelledSamples Data()
    {
        manual_seed(4);
        return new(vstack([randn(150, 2) - 1.75, randn(150, 2) + 1.75]), arange(2, dtype: int64).repeat_interleave(150));
    }

    private static GaussianMixModel Density()
    {
        manual_seed(6);
        return new GaussianMixModel(2, 3);
    }
}
