using static TorchSharp.torch;

namespace Gmm;

/// <summary>Scores over more samples than memory holds: one batch at a time, in constant memory.</summary>
/// <remarks>
/// A tensor that the enumeration creates is disposed after its batch; what an iterator is to keep from one batch to the next it
/// must detach from its dispose scope.
/// </remarks>
internal static class StreamingEvaluation
{
    /// <summary>Mean log-density over all samples of all batches, in nats: minus the negative log-likelihood a sample.</summary>
    /// <param name="density">What is scored.</param>
    /// <param name="batches">Each [N, D] with an N of its own.</param>
    /// <exception cref="ArgumentException">There is no batch, or one is not as the density expects.</exception>
    public static double MeanLogDensity(IDensity density, IEnumerable<Tensor> batches)
    {
        ArgumentNullException.ThrowIfNull(density);
        var (sum, count) = (0.0, 0L);
        ForEach(batches, batch =>
        {
            sum += density.LogDensity(batch).sum(ScalarType.Float64).item<double>();
            count += batch.size(0);
        });
        return sum / count;
    }

    /// <summary>How often each class was predicted as each, over all samples of all batches.</summary>
    /// <param name="classifier">What is judged.</param>
    /// <param name="batches">Samples and their true classes.</param>
    /// <exception cref="ArgumentException">There is no batch, or one is not as the classifier expects.</exception>
    public static ConfusionMatrix Confusion(IClassifier classifier, IEnumerable<LabelledSamples> batches)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ConfusionMatrix? total = null;
        ForEach(batches, batch =>
        {
            var own = new ConfusionMatrix(classifier, batch);
            total = total is null ? own : total + own;
        });
        return total!;
    }

    private static void ForEach<T>(IEnumerable<T> batches, Action<T> body)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var enumerator = batches.GetEnumerator();
        for (bool first = true; ; first = false)
        {
            // Around the enumeration too: a lazy one makes its tensors there.
            using var scope = NewDisposeScope();
            if (!enumerator.MoveNext())
            {
                if (first)
                {
                    throw new ArgumentException("batches is empty: expected one batch or more.", nameof(batches));
                }

                return;
            }

            body(enumerator.Current);
        }
    }
}
