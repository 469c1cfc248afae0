using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>
/// Runs whose loss stops being a number. The parameters are spoilt between two steps, where progress is told. Oracle: a run
/// of the same seed that ends before.
/// </summary>
public class DivergenceTests
{
    private static readonly TrainingOptions Options = TrainingOptions.Density with { LearningRate = 1e-2, MaxIterations = 10 };

    private static Tensor Samples()
    {
        manual_seed(0);
        return randn(100, 2);
    }

    private static GaussianMixModel Model()
    {
        manual_seed(1);
        return new GaussianMixModel(2, 3);
    }

    private static Tensor[] ParametersAfter(int steps)
    {
        using var model = Model();
        Trainer.FitDensity(model, Samples(), Options with { MaxIterations = steps });
        return [.. model.parameters().Select(p => p.detach().clone())];
    }

    private static ArithmeticException FitSpoilingAt(int iteration, GaussianMixModel model, Action<GaussianMixModel> spoil)
    {
        var progress = new CallbackProgress(p =>
        {
            if (p.Iteration == iteration)
            {
                using var noGrad = no_grad();
                spoil(model);
            }
        });
        return Assert.Throws<ArithmeticException>(() => Trainer.FitDensity(model, Samples(), Options, progress));
    }

    private static void SpoilMeans(GaussianMixModel model) => model.Means[1, 0].fill_(double.NaN);

    [Fact]
    public void ALossThatIsNotFinite_StopsTheRunAndSaysWhenAndWhichParameter()
    {
        using var model = Model();

        var error = FitSpoilingAt(5, model, SpoilMeans);

        Assert.Contains("The loss became NaN at iteration 6: Means holds 1 values that are NaN or infinite, the first in row 1",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALossThatIsNotFinite_LeavesTheLastParametersWhoseLossWasFinite()
    {
        using var model = Model();

        FitSpoilingAt(5, model, SpoilMeans);

        foreach (var (expected, actual) in ParametersAfter(4).Zip(model.parameters()))
        {
            TensorAssert.Close(expected, actual.detach(), 0);
        }

        Assert.True(model.LogDensity(Samples()).isfinite().all().item<bool>());
    }

    [Fact]
    public void ALastStepThatSpoilsTheParameters_IsNotLeftInTheModel()
    {
        using var model = Model();

        var error = FitSpoilingAt(10, model, SpoilMeans);

        Assert.Contains("The step of iteration 10 leads nowhere: Means", error.Message, StringComparison.Ordinal);
        foreach (var (expected, actual) in ParametersAfter(9).Zip(model.parameters()))
        {
            TensorAssert.Close(expected, actual.detach(), 0);
        }
    }

    /// <summary>In every way to compute; once, a sign of NaN ended the run before the loss could say anything.</summary>
    [Theory]
    [InlineData(Parametrisation.ReluAbs, Computation.Fused)]
    [InlineData(Parametrisation.ReluAbs, Computation.Batched)]
    [InlineData(Parametrisation.SoftmaxExp, Computation.Fused)]
    [InlineData(Parametrisation.SoftmaxExp, Computation.Batched)]
    public void AnAbsurdLearningRate_LeavesFiniteParameters_AndSaysSo(Parametrisation parametrisation, Computation computation)
    {
        foreach (var dtype in new[] { float32, float64 })
        {
            manual_seed(1);
            using var model = new GaussianMixModel(2, 3, parametrisation) { Computation = computation };
            model.to(dtype);

            var error = Record.Exception(() => Trainer.FitDensity(model, Samples().to(dtype), Options with { LearningRate = 1e20, MaxIterations = 100 }));

            Assert.True(error is null or ArithmeticException, $"{error}");
            Assert.True(error is null || error.Message.Contains("The model has the last parameters whose loss was finite", StringComparison.Ordinal), error?.Message);
            Assert.All(model.parameters(), parameter => Assert.True(parameter.isfinite().all().item<bool>()));
            Assert.True(model.LogDensity(zeros(1, 2, dtype: dtype)).isnan().logical_not().all().item<bool>());
        }
    }

    [Fact]
    public void WeightsThatAllDie_AreNamed()
    {
        using var model = Model();

        var error = FitSpoilingAt(3, model, m => m.RawWeights.fill_(-1));

        Assert.Contains("iteration 4: RawWeights of mixture 0 has no value above 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SamplesBeyondTheRangeOfTheirSquares_AreNamedAndTheStartIsKept()
    {
        using var start = Model();
        using var model = Model();

        var error = Assert.Throws<ArithmeticException>(() => Trainer.FitDensity(model, Samples() * 1e25));

        Assert.Contains("at iteration 1: all parameters are finite, but too far from the samples", error.Message, StringComparison.Ordinal);
        TensorAssert.Close(start.Means.detach(), model.Means.detach(), 0);
    }

    /// <summary>Padding counts as of class 0, with weight 0: 0 / 0 is no slope.</summary>
    [Fact]
    public void PaddingFartherFromClass0ThanNumbersGo_SpoilsNoParameter()
    {
        using var scope = NewDisposeScope();
        var narrow = GaussianMixture.Diagonal([1], new double[,] { { 0 } }, new double[,] { { 1e-20 } });
        var wide = GaussianMixture.Diagonal([1], new double[,] { { 1 } }, new double[,] { { 1 } });
        var model = GmmClassifier.From([narrow, wide], Parametrisation.ReluAbs);
        var samples = new LabelledSamples(tensor(new float[,] { { 0 }, { 1 } }), tensor(new long[] { 0, 1 }));

        Trainer.FitClassifier(model, samples, TrainingOptions.Classifier with { MaxIterations = 1 });

        Assert.All(model.parameters(), parameter => Assert.True(parameter.isfinite().all().item<bool>()));
    }
}
