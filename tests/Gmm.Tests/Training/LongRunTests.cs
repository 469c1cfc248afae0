using System.Diagnostics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>
/// What is left after many steps. Tensors are counted exactly; what the counts do not see, native nodes of the gradient's
/// graph for one, would show in resident memory.
/// </summary>
public sealed class LongRunTests
{
    private const int DensityIterations = 20_000;
    private const int ClassifierIterations = 4_000;

    // 20 MB would be 1 KB a step: a leaked context and its node are more, a leaked tensor of log-densities 4 KB and up.
    private const double AllowedMegabytes = 20;

    [Fact]
    public void ManySteps_LeaveNoTensorAlive()
    {
        Assert.Equal(0, LeftAlive(() => FitDensity(500)));
        Assert.Equal(0, LeftAlive(() => FitClassifier(200)));
    }

    [Fact]
    [Trait("Category", "Long")]
    public void AFullDensityRun_LeavesNoTensorAlive_AndResidentMemoryFlat()
    {
        double grown = 0;

        Assert.Equal(0, LeftAlive(() => grown = FitDensity(DensityIterations)));

        Assert.InRange(grown, double.NegativeInfinity, AllowedMegabytes);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void AFullClassifierRun_LeavesNoTensorAlive_AndResidentMemoryFlat()
    {
        double grown = 0;

        Assert.Equal(0, LeftAlive(() => grown = FitClassifier(ClassifierIterations)));

        Assert.InRange(grown, double.NegativeInfinity, AllowedMegabytes);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void PredictingManyTimes_LeavesNoTensorAlive_AndResidentMemoryFlat()
    {
        using var model = new GmmClassifier(2, 2, [1, 2]);
        using var x = randn(500, 2);
        double grown = 0;

        Assert.Equal(0, LeftAlive(() =>
        {
            double warm = 0;
            for (int i = 0; i < DensityIterations; i++)
            {
                model.Predict(x).Dispose();
                model.forward(x, returnLogits: true).Dispose();
                warm = i == DensityIterations / 10 ? ResidentMegabytes() : warm;
            }

            grown = ResidentMegabytes() - warm;
        }));

        Assert.InRange(grown, double.NegativeInfinity, AllowedMegabytes);
    }

    private static long LeftAlive(Action run)
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        run();
        return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
    }

    /// <returns>Growth of resident memory in megabytes, from a tenth of the run to its end.</returns>
    private static double FitDensity(int iterations)
    {
        manual_seed(0);
        using var model = new GaussianMixModel(2, 4);
        using var x = randn(500, 2);
        var growth = new Growth();
        Trainer.FitDensity(model, x, Endless(TrainingOptions.Density, iterations), growth);
        return growth.Megabytes;
    }

    private static double FitClassifier(int iterations)
    {
        manual_seed(0);
        using var model = new GmmClassifier(2, 3, [3, 1, 2]);
        using var x = randn(1000, 2);
        using var labels = randint(3, 1000, dtype: int64);
        var growth = new Growth();
        Trainer.FitClassifier(model, new LabelledSamples(x, labels), Endless(TrainingOptions.Classifier, iterations), growth);
        return growth.Megabytes;
    }

    private static TrainingOptions Endless(TrainingOptions options, int iterations) =>
        options with { MaxIterations = iterations, CloseEnough = double.NegativeInfinity, PlateauBelow = 0 };

    private static double ResidentMegabytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / 1e6;
    }

    private sealed class Growth : IProgress<TrainingProgress>
    {
        private double _warm;

        public double Megabytes { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (value.Iteration == value.MaxIterations / 10)
            {
                _warm = ResidentMegabytes();
            }
            else if (value.Iteration == value.MaxIterations)
            {
                Megabytes = ResidentMegabytes() - _warm;
            }
        }
    }
}
