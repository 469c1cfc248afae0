using System.Diagnostics;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// The article's two training loops: full-batch Adam, on the mean negative log-likelihood of one mixture or on the
/// cross-entropy of a classifier.
/// </summary>
/// <remarks>
/// Inputs are checked once, on entry. A step leaves no tensor alive. Cancelling ends a run early and normally: the model
/// is usable and the history says <see cref="StopReason.Cancelled"/>.
/// </remarks>
public static class Trainer
{
    /// <summary>Fits a mixture's density to samples by gradient descent on their mean negative log-likelihood.</summary>
    /// <param name="model">Trained in place.</param>
    /// <param name="samples">[N, D], finite, of the model's dtype and device.</param>
    /// <param name="options"><see cref="TrainingOptions.Density"/> if null.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <returns>Losses in nats a sample.</returns>
    /// <exception cref="ArgumentException">samples has a wrong shape, dtype or device, or holds NaN or infinity.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite.</exception>
    public static TrainingHistory FitDensity(
        GaussianMixModel model,
        Tensor samples,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Samples(samples, model.Features, model.Means, nameof(samples));
        Require.Finite(samples, nameof(samples));
        return Minimise(model, () => -model.forward(samples).mean(), options ?? TrainingOptions.Density, progress, cancellationToken);
    }

    /// <summary>Trains a classifier's mixtures to tell the classes apart, by gradient descent on the cross-entropy.</summary>
    /// <param name="model">Trained in place.</param>
    /// <param name="samples">[N, D], finite, of the model's dtype and device.</param>
    /// <param name="labels">Classes 0..C-1, int64, [N], on the model's device.</param>
    /// <param name="options"><see cref="TrainingOptions.Classifier"/> if null.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <returns>Losses in nats a sample.</returns>
    /// <exception cref="ArgumentException">samples or labels have a wrong shape, dtype or device, or wrong values.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite.</exception>
    public static TrainingHistory FitClassifier(
        GmmClassifier model,
        Tensor samples,
        Tensor labels,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Samples(samples, model.Features, model.Means, nameof(samples));
        Require.Finite(samples, nameof(samples));
        Require.Labels(labels, samples.size(0), model.Classes, model.Device, nameof(labels));
        return Minimise(
            model,
            () => nn.functional.cross_entropy(model.forward(samples, returnLogits: true), labels),
            options ?? TrainingOptions.Classifier,
            progress,
            cancellationToken);
    }

    private static TrainingHistory Minimise(
        nn.Module model,
        Func<Tensor> lossOf,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        options.Validate();
        using var optimizer = optim.Adam(model.parameters(), options.LearningRate);
        var losses = new List<double>();
        var clock = Stopwatch.StartNew();
        var reason = StopReason.IterationLimit;

        while (losses.Count < options.MaxIterations)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                reason = StopReason.Cancelled;
                break;
            }

            double loss = Step(optimizer, lossOf);
            losses.Add(loss);
            progress?.Report(new(losses.Count, options.MaxIterations, loss));

            if (!double.IsFinite(loss))
            {
                throw new ArithmeticException($"The loss became {loss} at iteration {losses.Count}: lower the learning rate, or start elsewhere.");
            }

            if (loss < options.CloseEnough)
            {
                reason = StopReason.CloseEnough;
                break;
            }

            if (losses.Count > options.PlateauWindow && StandardDeviationOfLast(losses, options.PlateauWindow) < options.PlateauBelow)
            {
                reason = StopReason.Plateau;
                break;
            }
        }

        model.zero_grad();
        return new TrainingHistory(losses, reason, clock.Elapsed);
    }

    /// <summary>One step: forget the old gradient, compute the loss and its gradient, move the parameters.</summary>
    /// <returns>The loss before the move.</returns>
    private static double Step(optim.Optimizer optimizer, Func<Tensor> lossOf)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = lossOf();
        loss.backward();
        optimizer.step();
        return loss.to(ScalarType.Float64).item<double>();
    }

    /// <summary>Population standard deviation (divided by n, as NumPy's), two passes.</summary>
    private static double StandardDeviationOfLast(List<double> losses, int count)
    {
        double mean = 0;
        for (int i = losses.Count - count; i < losses.Count; i++)
        {
            mean += losses[i] / count;
        }

        double variance = 0;
        for (int i = losses.Count - count; i < losses.Count; i++)
        {
            variance += (losses[i] - mean) * (losses[i] - mean) / count;
        }

        return Math.Sqrt(variance);
    }
}
