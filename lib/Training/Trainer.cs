using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// The article's two training loops, on all samples at each step or on batches: Adam on the mean negative log-likelihood of
/// one mixture, or on the cross-entropy of a classifier.
/// </summary>
/// <remarks>
/// <para>
/// Inputs are checked once, on entry; batches as they come. A step leaves no tensor alive. Cancelling ends a run early and
/// normally: the model is usable and the history says <see cref="StopReason.Cancelled"/>. A loss that is not finite ends a run
/// with an exception, and the model is left with the last parameters whose loss was finite.
/// </para>
/// <para>
/// On one machine's CPU the same start and data give the same bits: losses, parameters, predictions, whatever the number of
/// threads. On a GPU losses are read fifty at a time, and progress is told in bursts.
/// </para>
/// </remarks>
public static partial class Trainer
{
    /// <summary>Fits a mixture's density to samples by gradient descent on their mean negative log-likelihood.</summary>
    /// <param name="model">Trained in place.</param>
    /// <param name="samples">[N, D], finite, of the model's dtype and device.</param>
    /// <param name="options"><see cref="TrainingOptions.Density"/> if null, without CloseEnough.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <returns>Losses in nats a sample.</returns>
    /// <exception cref="ArgumentException">
    /// samples has a wrong shape, dtype or device, or holds NaN or infinity; or the model's parameters are no mixture.
    /// </exception>
    /// <exception cref="ArithmeticException">
    /// The loss became NaN or infinite: the message says when, and why. The model has the last parameters whose loss was finite.
    /// </exception>
    public static TrainingHistory FitDensity(
        GaussianMixModel model,
        Tensor samples,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= TrainingOptions.Density.ToTheEnd;
        options.Validate();
        RequireReady(model, samples);
        using var step = StepFor(model, samples, options);
        step.Use(samples, labels: null);
        return TrainingLoop.Minimise(model, step, options, batches: null, heldOut: null, progress, cancellationToken);
    }

    /// <summary>Trains a classifier's mixtures to tell the classes apart, by gradient descent on the cross-entropy.</summary>
    /// <param name="model">Trained in place.</param>
    /// <param name="samples">[N, D], finite, of the model's dtype and device, and their classes 0..C-1.</param>
    /// <param name="options"><see cref="TrainingOptions.Classifier"/> if null, without CloseEnough.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <param name="heldOut">
    /// Samples that are not trained on: training stops early when their cross-entropy stops falling, see
    /// <see cref="TrainingOptions.Patience"/>, and the model gets the parameters that it was lowest for. None: no early stopping.
    /// </param>
    /// <returns>Losses in nats a sample, and the classes that no sample was labelled with.</returns>
    /// <exception cref="ArgumentException">
    /// samples have a wrong shape, dtype or device, or wrong values; or the model's parameters are no mixtures.
    /// </exception>
    /// <exception cref="ArithmeticException">
    /// The loss became NaN or infinite: the message says when, and why. The model has the last parameters whose loss was finite.
    /// </exception>
    public static TrainingHistory FitClassifier(
        GmmClassifier model,
        LabelledSamples samples,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        LabelledSamples? heldOut = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        options ??= TrainingOptions.Classifier.ToTheEnd;
        options.Validate();
        RequireReady(model, samples.X);
        Require.Labels(samples.Labels, samples.Count, model.Classes, model.Device, "labels");
        using var watch = heldOut is null ? null : Watch(model, heldOut, options);
        using var step = StepFor(model, samples.X, options);
        step.Use(samples.X, samples.Labels);
        var history = TrainingLoop.Minimise(model, step, options, batches: null, watch, progress, cancellationToken);
        return history with { AbsentClasses = Absent(samples.Labels, model.Classes) };
    }

    private static HeldOut Watch(GmmClassifier model, LabelledSamples heldOut, TrainingOptions options)
    {
        Require.Samples(heldOut.X, model.Features, model.Means, nameof(heldOut));
        Require.Finite(heldOut.X, nameof(heldOut));
        Require.Labels(heldOut.Labels, heldOut.Count, model.Classes, model.Device, nameof(heldOut));
        return new HeldOut(model, heldOut, options);
    }

    /// <summary>The fastest way to take steps that the model's <see cref="Computation"/> allows.</summary>
    private static ITrainingStep StepFor(MixtureModel model, Tensor samples, TrainingOptions options)
    {
        bool fused = DiagonalMixtures.Resolve(model.Computation, samples) == Computation.Fused;
        return !fused ? new TensorStep(model, options.LikelihoodWeight)
            : samples.dtype == ScalarType.Float32 ? new FusedStep<float>(model, options.LikelihoodWeight)
            : new FusedStep<double>(model, options.LikelihoodWeight);
    }

    private static void RequireReady(MixtureModel model, Tensor samples)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Samples(samples, model.Features, model.Means, nameof(samples));
        Require.Finite(samples, nameof(samples));
        RequireSound(model);
    }

    private static void RequireSound(MixtureModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Flaw() is { } flaw)
        {
            throw new ArgumentException($"model cannot be trained: {flaw}.", nameof(model));
        }
    }

    private static int[] Absent(Tensor labels, int classes)
    {
        using var scope = NewDisposeScope();
        var absent = labels.bincount(weights: null, minlength: classes).eq(0).nonzero().squeeze(1).cpu();
        return [.. absent.data<long>().Select(c => (int)c)];
    }
}
