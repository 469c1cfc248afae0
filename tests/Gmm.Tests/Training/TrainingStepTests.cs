using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>
/// The fused training step, and the one in tensor operations with its gradient written out, against autograd and TorchSharp's Adam. And
/// losses read in blocks, as on a GPU, against losses read one by one.
/// </summary>
public class TrainingStepTests
{
    /// <summary>float64: 200 steps of Adam, which divides by small gradients, take roundings of 1e-16 to about 1e-13.</summary>
    private const double Tolerance = 1e-10;

    public static TheoryData<Computation, Parametrisation, double> Objectives => new()
    {
        { Computation.Fused, Parametrisation.ReluAbs, 0 }, { Computation.Batched, Parametrisation.ReluAbs, 0 },
        { Computation.Fused, Parametrisation.SoftmaxExp, 0 }, { Computation.Batched, Parametrisation.SoftmaxExp, 0 },
        { Computation.Fused, Parametrisation.SoftmaxExp, 0.3 }, { Computation.Batched, Parametrisation.SoftmaxExp, 0.3 },
    };

    [Theory]
    [MemberData(nameof(Objectives))]
    public void AClassifiersSteps_AreThoseOfAutograd(Computation computation, Parametrisation parametrisation, double likelihoodWeight)
    {
        var options = new TrainingOptions
        {
            LearningRate = 1e-2,
            MaxIterations = 200,
            LikelihoodWeight = likelihoodWeight,
            Schedule = LearningRateSchedule.Cosine,
            CloseEnough = double.NegativeInfinity,
        };
        var actual = Fit(computation);
        var expected = Fit(Computation.Plain);

        Assert.Equal(200, actual.History.Iterations);
        AssertSame(expected, actual);

        (TrainingHistory History, MixtureModel Model) Fit(Computation way)
        {
            manual_seed(1);
            var samples = randn(1100, 3, dtype: float64);
            var labels = randint(3, 1100, dtype: int64);
            var model = new GmmClassifier(3, 3, [3, 1, 4], parametrisation) { Computation = way };
            model.to(float64);
            return (Trainer.FitClassifier(model, new LabelledSamples(samples, labels), options), model);
        }
    }

    [Theory]
    [InlineData(Computation.Fused, false)]
    [InlineData(Computation.Batched, false)]
    [InlineData(Computation.Batched, true)]
    public void ADensitysSteps_AreThoseOfAutograd(Computation computation, bool frozenMeans)
    {
        AssertSame(Fit(Computation.Plain), Fit(computation));

        (TrainingHistory History, MixtureModel Model) Fit(Computation way)
        {
            manual_seed(2);
            var samples = 1e3 + randn(900, 2, dtype: float64);
            var model = new GaussianMixModel(2, 4) { Computation = way };
            model.to(float64);
            using (no_grad())
            {
                model.Means.add_(1e3);
            }

            model.Means.requires_grad_(!frozenMeans);
            return (Trainer.FitDensity(model, samples, TrainingOptions.Density with { LearningRate = 1e-2, MaxIterations = 100 }), model);
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

    private static void AssertSame((TrainingHistory History, MixtureModel Model) expected, (TrainingHistory History, MixtureModel Model) actual)
    {
        Assert.All(actual.History.Losses.Zip(expected.History.Losses), pair => Assert.Equal(pair.Second, pair.First, Tolerance));
        foreach (var (own, other) in actual.Model.parameters().Zip(expected.Model.parameters()))
        {
            TensorAssert.Close(other, own, Tolerance);
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
