using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle: the cross-entropy on the held-out samples, computed apart.</summary>
public class EarlyStoppingTests
{
    [Fact]
    public void Training_StopsWhenTheHeldOutLossHasStoppedFalling_AndGoesBackToItsMinimum()
    {
        manual_seed(0);
        var (train, heldOut) = OverlappingClasses.Draw([2, 2, 2], samplesPerClass: 100).Samples.SplitWithoutReplacement(200);
        using var model = new GmmClassifier(2, 3, 12, Parametrisation.SoftmaxExp);
        var options = TrainingOptions.Classifier with { MaxIterations = 5000, Patience = 100, HeldOutEvery = 7, CloseEnough = 0 };

        var history = Trainer.FitClassifier(model, train, options, heldOut: heldOut);

        Assert.Equal(StopReason.EarlyStopping, history.Reason);
        var best = history.HeldOut.MinBy(row => row.Loss);
        Assert.InRange(history.Iterations - best.Iteration, 100, 106);
        Assert.All(history.HeldOut.SkipLast(1), row => Assert.Equal(0, row.Iteration % 7));
        double loss = nn.functional.cross_entropy(model.forward(heldOut.X, returnLogits: true), heldOut.Labels).item<float>();
        Assert.Equal(best.Loss, loss, 1e-6);
    }
}
