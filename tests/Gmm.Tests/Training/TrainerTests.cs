using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracles: the model's own loss, Adam's first step in closed form, and a free run for the stopping rules.</summary>
public class TrainerTests
{
    private static readonly TrainingOptions Quick = TrainingOptions.Density with { LearningRate = 1e-2, MaxIterations = 200 };

    private static Tensor Samples()
    {
        manual_seed(0);
        return randn(200, 2);
    }

    private static GaussianMixModel Model()
    {
        manual_seed(1);
        return new GaussianMixModel(2, 3);
    }

    private static TrainingHistory Fit(TrainingOptions options, CancellationToken cancellationToken = default)
    {
        using var model = Model();
        return Trainer.FitDensity(model, Samples(), options, cancellationToken: cancellationToken);
    }

    [Fact]
    public void Presets_AreTheArticles()
    {
        Assert.Equal((5e-4, 20000, 0.1, 0.0005, 300), Values(TrainingOptions.Density));
        Assert.Equal((3e-2, 4000, 0.1, 0.0, 300), Values(TrainingOptions.Classifier));

        static (double, int, double, double, int) Values(TrainingOptions o) =>
            (o.LearningRate, o.MaxIterations, o.CloseEnough, o.PlateauBelow, o.PlateauWindow);
    }

    /// <summary>Clusters a hundredth wide have a density high above 1: a loss of 0.1 says nothing of the fit.</summary>
    [Fact]
    public void FitDensity_ToldNothing_IsNeverContent()
    {
        manual_seed(0);
        using var model = new GaussianMixModel(1, 1);
        var x = 0.01 * randn(500, 1);

        var history = Trainer.FitDensity(model, x, new() { LearningRate = 1e-2, MaxIterations = 300 });

        Assert.Equal(300, history.Losses.Count);
        Assert.Equal(double.NegativeInfinity, new TrainingOptions { LearningRate = 1, MaxIterations = 1 }.CloseEnough);
    }

    [Fact]
    public void FirstLoss_IsTheMeanNegativeLogLikelihoodOfTheStart()
    {
        using var model = Model();
        double expected = model.NegativeLogLikelihood(Samples()).mean().item<float>();

        Assert.Equal(expected, Fit(Quick).Losses[0], 1e-6);
    }

    [Fact]
    public void FirstStep_MovesEachParameterByTheLearningRateAgainstItsGradient()
    {
        using var model = Model();
        model.NegativeLogLikelihood(Samples()).mean().backward();
        var expected = model.Means.detach() - (5e-4 * model.Means.grad!.sign());

        Trainer.FitDensity(model, Samples(), TrainingOptions.Density with { MaxIterations = 1 });

        // Adam's first step is lr · g / (|g| + 1e-8): the learning rate, whatever the gradient's size.
        TensorAssert.Close(expected, model.Means.detach(), 1e-7);
    }

    [Fact]
    public void Losses_FallAndMinimumAndMeanAreTheirs()
    {
        var history = Fit(Quick);

        Assert.Equal(200, history.Iterations);
        Assert.Equal(StopReason.IterationLimit, history.Reason);
        Assert.True(history.Losses[^1] < history.Losses[0] - 0.1);
        Assert.Equal(history.Losses.Min(), history.Minimum);
        Assert.Equal(history.Losses.Average(), history.Mean);
        Assert.True(history.Seconds > 0);
    }

    [Fact]
    public void CloseEnough_StopsAtTheFirstLossBelowIt()
    {
        var free = Fit(Quick);
        double threshold = free.Losses[100];
        int expected = 1 + free.Losses.Index().First(l => l.Item < threshold * 1.000001).Index;

        var history = Fit(Quick with { CloseEnough = threshold * 1.000001 });

        Assert.Equal(StopReason.CloseEnough, history.Reason);
        Assert.Equal(expected, history.Iterations);
    }

    [Fact]
    public void Plateau_StopsAtTheFirstWindowThatHardlyMoves()
    {
        const int Window = 20;
        var free = Fit(Quick);
        double[] deviations = [.. Enumerable.Range(Window, 200 - Window).Select(last => Deviation(free.Losses, last, Window))];
        double threshold = deviations[100] * 1.000001;
        int expected = Window + 1 + Array.FindIndex(deviations, d => d < threshold);

        var history = Fit(Quick with { PlateauBelow = threshold, PlateauWindow = Window });

        Assert.Equal(StopReason.Plateau, history.Reason);
        Assert.Equal(expected, history.Iterations);

        // NumPy's std: the population's, of the window that ends at `last`.
        static double Deviation(IReadOnlyList<double> losses, int last, int window)
        {
            double[] v = [.. losses.Skip(last + 1 - window).Take(window)];
            double mean = v.Average();
            return Math.Sqrt(v.Average(x => (x - mean) * (x - mean)));
        }
    }

    [Fact]
    public void Plateau_IsNotJudgedBeforeThereAreMoreLossesThanTheWindow()
    {
        // At a learning rate of 1e-30 no parameter moves, so all losses are equal.
        var history = Fit(TrainingOptions.Density with { LearningRate = 1e-30 });

        Assert.Equal(StopReason.Plateau, history.Reason);
        Assert.Equal(301, history.Iterations);
    }

    [Fact]
    public void Cancel_EndsTheRunAndSaysSo()
    {
        using var source = new CancellationTokenSource();
        using var model = Model();
        var cancelAtTen = new CallbackProgress(p =>
        {
            if (p.Iteration == 10)
            {
                source.Cancel();
            }
        });

        var history = Trainer.FitDensity(model, Samples(), Quick, cancelAtTen, source.Token);

        Assert.Equal(StopReason.Cancelled, history.Reason);
        Assert.Equal(10, history.Iterations);
        Assert.True(model.forward(Samples()).isfinite().all().item<bool>());
    }

    [Fact]
    public void CancellingAClassifier_LeavesAModelThatPredicts()
    {
        using var source = new CancellationTokenSource();
        using var model = new GmmClassifier(2, 2, [1, 2]);
        var x = Samples();
        var cancelAtTen = new CallbackProgress(p =>
        {
            if (p.Iteration == 10)
            {
                source.Cancel();
            }
        });

        var history = Trainer.FitClassifier(
            model, new LabelledSamples(x, x.select(1, 0).gt(0).to(int64)), progress: cancelAtTen, cancellationToken: source.Token);

        Assert.Equal((StopReason.Cancelled, 10), (history.Reason, history.Iterations));
        Assert.Equal([200], model.Predict(x).shape);
    }

    [Fact]
    public void Progress_IsToldOfEveryIteration()
    {
        var seen = new List<TrainingProgress>();
        using var model = Model();

        var history = Trainer.FitDensity(model, Samples(), Quick with { MaxIterations = 5 }, new CallbackProgress(seen.Add));

        Assert.Equal(history.Losses.Select((loss, i) => new TrainingProgress(i + 1, 5, loss)), seen);
    }

    [Fact]
    public void FitClassifier_LearnsToTellTwoCloudsApart()
    {
        manual_seed(4);
        var x = vstack([randn(300, 2) - 2, randn(300, 2) + 2]);
        var labels = cat([zeros(300, dtype: int64), ones(300, dtype: int64)]);
        using var model = new GmmClassifier(2, 2, 2);

        var history = Trainer.FitClassifier(
            model, new LabelledSamples(x, labels), TrainingOptions.Classifier with { MaxIterations = 300, CloseEnough = 0.01 });

        // The true classes overlap by Φ(-2√2) = 0.23 %.
        Assert.True(new ConfusionMatrix(labels, model.forward(x), 2).Accuracy > 0.98);
        Assert.True(history.Losses[^1] < history.Losses[0]);
    }

    [Fact]
    public void FirstClassifierLoss_IsTheCrossEntropyOfTheLogits()
    {
        manual_seed(5);
        using var model = new GmmClassifier(2, 3, [1, 2, 3]);
        var x = randn(30, 2);
        var labels = randint(3, 30, dtype: int64);
        var logits = model.forward(x, returnLogits: true).detach().to(float64);
        double expected = (logits.logsumexp(1) - logits.gather(1, labels.unsqueeze(1)).squeeze(1)).mean().item<double>();

        var history = Trainer.FitClassifier(model, new LabelledSamples(x, labels), TrainingOptions.Classifier with { MaxIterations = 1 });

        Assert.Equal(expected, history.Losses[0], 1e-5);
    }

    [Fact]
    public void AStep_LeavesNoTensorAlive()
    {
        using var density = Model();
        using var classifier = new GmmClassifier(2, 2, [1, 2]);
        using var x = Samples();
        using var labels = x.select(1, 0).gt(0).to(int64);
        Trainer.FitDensity(density, x, Quick with { MaxIterations = 1 });
        Trainer.FitClassifier(classifier, new LabelledSamples(x, labels), Quick with { MaxIterations = 1 });
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Trainer.FitDensity(density, x, Quick with { MaxIterations = 100 });
        Trainer.FitClassifier(classifier, new LabelledSamples(x, labels), Quick with { MaxIterations = 100 });

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
