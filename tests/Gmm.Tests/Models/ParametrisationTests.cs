using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>What trainable numbers mean. Oracle: the weights and deviations that were asked for; finite differences.</summary>
public class ParametrisationTests
{
    [Theory]
    [InlineData(Parametrisation.ReluAbs)]
    [InlineData(Parametrisation.SoftmaxExp)]
    public void SetComponents_MakesTheComponentsThese(Parametrisation parametrisation)
    {
        using var model = new GmmClassifier(2, 2, [2, 1], parametrisation);
        var stdevs = tensor(new[,] { { 0.5f, 2f }, { 0.01f, 1f }, { 3f, 0.2f } });

        model.SetComponents(tensor(new[] { 1f, 3f, 7f }), zeros(3, 2), stdevs);

        TensorAssert.Close(tensor(new[] { 0.25f, 0.75f, 1f }), model.Weights(), 1e-6);
        TensorAssert.Close(stdevs, model.StandardDeviations(), 1e-6);
    }

    [Fact]
    public void SetComponents_RefusesWhatIsNoMixture()
    {
        using var model = new GaussianMixModel(2, 1);

        Assert.Throws<ArgumentException>(() => model.SetComponents(ones(2), zeros(1, 2), ones(1, 2)));
        Assert.Throws<ArgumentException>(() => model.SetComponents(ones(1), zeros(1, 2), zeros(1, 2)));
        Assert.Throws<ArgumentException>(() => model.SetComponents(-ones(1), zeros(1, 2), ones(1, 2)));
    }

    [Fact]
    public void SoftmaxExp_HasAFloorUnderEachDeviation()
    {
        using var model = new GaussianMixModel(2, 3, Parametrisation.SoftmaxExp);
        using (no_grad())
        {
            model.RawStandardDeviations.fill_(-100);
        }

        TensorAssert.Close(full(3, 2, 1e-3f), model.StandardDeviations(), 1e-9);
    }

    /// <summary>Under relu the second component could never come back.</summary>
    [Fact]
    public void SoftmaxExp_GivesAComponentOfHardlyAnyWeightAGradient()
    {
        using var model = new GaussianMixModel(1, 2, Parametrisation.SoftmaxExp);
        model.SetComponents(tensor(new[] { 1f, 1e-6f }), tensor(new[,] { { -5f }, { 5f } }), ones(2, 1));
        model.Means.requires_grad_(false);
        model.RawStandardDeviations.requires_grad_(false);

        Trainer.FitDensity(
            model, cat([randn(100, 1) - 5, randn(300, 1) + 5]), TrainingOptions.Density with { LearningRate = 0.1, MaxIterations = 1000 });

        Assert.Equal(0.75f, model.Weights()[1].item<float>(), 1e-3f);   // the share of samples near it
    }
}
