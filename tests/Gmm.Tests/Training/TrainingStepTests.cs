using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>
/// The fused training step against the one in tensor operations: autograd and TorchSharp's Adam. And losses read in blocks,
/// as on a GPU, against losses read one by one.
/// </summary>
public class TrainingStepTests
{
    /// <summary>float64: 200 steps of Adam, which divides by small gradients, take roundings of 1e-16 to about 1e-13.</summary>
    private const double Tolerance = 1e-10;

    public static TheoryData<Parametrisation, double> Objectives => new()
    {
        { Parametrisation.ReluAbs, 0 }, { Parametrisation.SoftmaxExp, 0 }, { Parametrisation.SoftmaxExp, 0.3 },
    };

    [Theory]
    [MemberData(nameof(Objectives))]
    public void AClassifiersFusedSteps_AreTheTensorOnes(Parametrisation parametrisation, double likelihoodWeight)
    {
        var options = new TrainingOptions
        {
            LearningRate = 1e-2,
            MaxIterations = 200,
            LikelihoodWeight = likelihoodWeight,
            Schedule = LearningRateSchedule.Cosine,
            CloseEnough = double.NegativeInfinity,
        };
        var (fused, fusedModel) = Fit(Computation.Fused);
        var (tensor, tensorModel) = Fit(Computation.Batched);

        Assert.Equal(200, fused.Iterations);
        Assert.All(fused.Losses.Zip(tensor.Losses), pair => Assert.Equal(pair.Second, pair.First, Tolerance));
        foreach (var (actual, expected) in fusedModel.parameters().Zip(tensorModel.parameters()))
        {
            TensorAssert.Close(expected, actual, Tolerance);
        }

        (TrainingHistory History, GmmClassifier Model) Fit(Computation computation)
        {
            manual_seed(1);
            var samples = randn(1100, 3, dtype: float64);
            var labels = randint(3, 1100, dtype: int64);
            var model = new GmmClassifier(3, 3, [3, 1, 4], parametrisation) { Computation = computation };
            model.to(float64);
            return (Trainer.FitClassifier(model, new LabelledSamples(samples, labels), options), model);
        }
    }

    [Fact]
    public void AFrozenParameter_StaysWhereItIs()
    {
        using var model = new GaussianMixModel(2, 3);
        model.Means.requires_grad_(false);
        var means = model.Means.detach().clone();
        var stdevs = model.RawStandardDeviations.detach().clone();

        Trainer.FitDensity(model, randn(100, 2), TrainingOptions.Density with { MaxIterations = 5 });

        TensorAssert.Close(means, model.Means, 0);
        Assert.False(stdevs.Equals(model.RawStandardDeviations));
    }

    public static TheoryData<TrainingOptions> Stops => new(
        TrainingOptions.Density with { LearningRate = 1e-2, MaxIterations = 60 },
        TrainingOptions.Density with { LearningRate = 1e-2, MaxIterations = 1000, PlateauBelow = 0.02, PlateauWindow = 20 },
        TrainingOptions.Density with { LearningRate = 1e-2, MaxIterations = 1000, CloseEnough = 3.5 });

    [Theory]
    [MemberData(nameof(Stops), DisableDiscoveryEnumeration = true)]
    public void LossesReadInBlocks_StopAtTheSameStep_WithTheSameBits(TrainingOptions options)
    {
        var (one, oneModel) = Fit(block: 1);
        var (seven, sevenModel) = Fit(block: 7);

        Assert.Equal(one.Reason, seven.Reason);
        Assert.Equal(one.Losses, seven.Losses);
        foreach (var (expected, actual) in oneModel.parameters().Zip(sevenModel.parameters()))
        {
            TensorAssert.Close(expected, actual, 0);
        }

        (TrainingHistory, GaussianMixModel) Fit(int block)
        {
            var (model, samples) = Density();
            using var step = new TensorStep(model, likelihoodWeight: 0, block);
            return (TrainingLoop.Minimise(model, step, options, Batches(samples), heldOut: null, progress: null, default), model);
        }
    }

    [Fact]
    public void ALossReadInABlock_ThatIsNotFinite_LeavesTheLastSoundParameters()
    {
        var (expected, samples) = Density();
        var options = TrainingOptions.Density with { LearningRate = 1e-2, MaxIterations = 9 };
        Trainer.FitDensity(expected, samples, options);

        // The tenth batch is out of reach: its loss is the first that is not finite, in the middle of a block.
        var (model, _) = Density();
        using var step = new TensorStep(model, likelihoodWeight: 0, block: 7);
        var batches = Enumerable.Repeat(samples, 10).Append(full(1, 2, 1e30f)).Concat(Enumerable.Repeat(samples, 10));
        var error = Assert.Throws<ArithmeticException>(() => TrainingLoop.Minimise(
            model, step, options with { MaxIterations = 20 }, batches.Select(b => (b, (Tensor?)null)).GetEnumerator(), null, null, default));

        Assert.Contains("at iteration 11", error.Message, StringComparison.Ordinal);
        foreach (var (before, after) in expected.parameters().Zip(model.parameters()))
        {
            TensorAssert.Close(before, after, 1e-6);
        }
    }

    private static (GaussianMixModel Model, Tensor Samples) Density()
    {
        manual_seed(3);
        var model = new GaussianMixModel(2, 3) { Computation = Computation.Batched };
        return (model, randn(200, 2));
    }

    private static IEnumerator<(Tensor Samples, Tensor? Labels)> Batches(Tensor samples)
    {
        while (true)
        {
            yield return (samples, null);
        }
    }
}
