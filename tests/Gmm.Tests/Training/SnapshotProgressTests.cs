using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle: runs of the same start that end where a snapshot was taken.</summary>
public class SnapshotProgressTests
{
    [Theory]
    [InlineData(Computation.Fused)]
    [InlineData(Computation.Batched)]
    public void ASnapshot_IsTheModelOfARunThatEndedThere(Computation computation)
    {
        manual_seed(0);
        using var x = randn(100, 2);
        using var model = new GaussianMixModel(2, 3) { Computation = computation };
        using var shorter = new GaussianMixModel(2, 3) { Computation = computation };
        shorter.SetComponents(model.RawWeights, model.Means, model.RawStandardDeviations);
        var options = TrainingOptions.Density with { LearningRate = 3e-2, MaxIterations = 10 };

        var recorded = new SnapshotProgress(model, every: 5);
        using (NewDisposeScope())
        {
            Trainer.FitDensity(model, x, options, recorded);
        }

        Assert.Equal([0, 5, 10], recorded.Snapshots.Select(s => s.Iteration));
        AssertSame(shorter, recorded.Snapshots[0]);
        Trainer.FitDensity(shorter, x, options with { MaxIterations = 5 });
        AssertSame(shorter, recorded.Snapshots[1]);
        AssertSame(model, recorded.Snapshots[2]);
    }

    [Theory]
    [InlineData(Parametrisation.ReluAbs)]
    [InlineData(Parametrisation.SoftmaxExp)]
    public void ASnapshotsWeightsAndDeviations_AreThoseItsModelHad(Parametrisation parametrisation)
    {
        manual_seed(0);
        using var model = new GmmClassifier(2, 2, [1, 3], parametrisation);
        using Tensor weights = model.Weights(), stdevs = model.StandardDeviations();

        var snapshot = new SnapshotProgress(model).Snapshots[0];
        model.SetComponents(tensor(new float[] { 1, 2, 3, 4 }), zeros(4, 2), ones(4, 2));

        Assert.True(snapshot.Weights().equal(weights).all().item<bool>());
        Assert.True(snapshot.StandardDeviations().equal(stdevs).all().item<bool>());
    }

    [Fact]
    public void AnIntervalBelowOne_IsRefusedByName()
    {
        using var model = new GaussianMixModel(2, 3);

        Assert.Equal("every", Assert.Throws<ArgumentOutOfRangeException>(() => new SnapshotProgress(model, every: 0)).ParamName);
    }

    private static void AssertSame(MixtureModel model, ModelSnapshot snapshot)
    {
        Assert.True(model.RawWeights.equal(snapshot.RawWeights).all().item<bool>());
        Assert.True(model.Means.equal(snapshot.Means).all().item<bool>());
        Assert.True(model.RawStandardDeviations.equal(snapshot.RawStandardDeviations).all().item<bool>());
    }
}
