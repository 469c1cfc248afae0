using static TorchSharp.torch;

namespace Gmm;

public static partial class Trainer
{
    /// <summary>Fits a mixture's density to batches of samples, a step a batch: for more samples than memory holds.</summary>
    /// <remarks>
    /// The batches are enumerated again and again until a stopping rule holds, one at a time. A tensor that the enumeration
    /// creates is disposed after its step; what an iterator is to keep from one batch to the next it must detach from its
    /// dispose scope. A loss is that of its batch.
    /// </remarks>
    /// <param name="model">Trained in place.</param>
    /// <param name="batches">Each [N, D] with an N of its own, finite, of the model's dtype and device.</param>
    /// <param name="options"><see cref="TrainingOptions.Density"/> if null, without CloseEnough.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <returns>Losses in nats a sample.</returns>
    /// <exception cref="ArgumentException">There is no batch, a batch is not as above, or the model's parameters are no mixture.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite.</exception>
    public static TrainingHistory FitDensity(
        GaussianMixModel model,
        IEnumerable<Tensor> batches,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        options ??= TrainingOptions.Density.ToTheEnd;
        return FitBatches(model, batches.Select(batch => (batch, (Tensor?)null)), options, progress, cancellationToken);
    }

    /// <summary>Trains a classifier on batches of samples, a step a batch: for more samples than memory holds.</summary>
    /// <remarks>As for <see cref="FitDensity(GaussianMixModel, IEnumerable{Tensor}, TrainingOptions?, IProgress{TrainingProgress}?, CancellationToken)"/>.</remarks>
    /// <param name="model">Trained in place.</param>
    /// <param name="batches">Samples [N, D], finite, of the model's dtype and device, and their labels 0..C-1, int64, [N].</param>
    /// <param name="options"><see cref="TrainingOptions.Classifier"/> if null, without CloseEnough.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <returns>Losses in nats a sample.</returns>
    /// <exception cref="ArgumentException">There is no batch, a batch is not as above, or the model's parameters are no mixtures.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN or infinite.</exception>
    public static TrainingHistory FitClassifier(
        GmmClassifier model,
        IEnumerable<LabelledSamples> batches,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        options ??= TrainingOptions.Classifier.ToTheEnd;
        return FitBatches(
            model, batches.Select(batch => (batch.X, (Tensor?)batch.Labels)), options, progress, cancellationToken);
    }

    private static TrainingHistory FitBatches(
        MixtureModel model,
        IEnumerable<(Tensor Samples, Tensor? Labels)> batches,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        options.Validate();
        RequireSound(model);
        using var like = model.Means.detach();
        using var step = StepFor(model, like, options);
        using var endless = Endless(model, batches).GetEnumerator();
        return TrainingLoop.Minimise(model, step, options, endless, heldOut: null, progress, cancellationToken);
    }

    /// <summary>The batches again and again, each checked as it comes.</summary>
    private static IEnumerable<(Tensor Samples, Tensor? Labels)> Endless(
        MixtureModel model, IEnumerable<(Tensor Samples, Tensor? Labels)> batches)
    {
        while (true)
        {
            bool any = false;
            foreach (var (samples, labels) in batches)
            {
                any = true;
                Require.Samples(samples, model.Features, model.Means, nameof(batches));
                Require.Finite(samples, nameof(batches));
                if (model is GmmClassifier classifier)
                {
                    Require.Labels(labels!, samples.size(0), classifier.Classes, model.Device, nameof(batches));
                }

                yield return (samples, labels);
            }

            if (!any)
            {
                throw new ArgumentException("batches is empty: expected one batch or more, each time it is enumerated.", nameof(batches));
            }
        }
    }
}
