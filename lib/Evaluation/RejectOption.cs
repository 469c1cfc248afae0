using System.Globalization;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// What it buys to answer "I do not know": the less sure half of the samples left out, how accurate is the rest?
/// </summary>
/// <remarks>
/// N samples, C classes. With the true posterior, no other rule of what to leave out is better at any coverage (Chow).
/// </remarks>
/// <seealso href="https://doi.org/10.1109/TIT.1970.1054406">Chow (1970), On optimum recognition error and reject tradeoff</seealso>
public sealed class RejectOption
{
    private readonly long _samples;

    /// <param name="classifier">Whose probabilities.</param>
    /// <param name="samples">Best those that nothing was fitted to.</param>
    /// <exception cref="ArgumentException">samples are not as the classifier needs them.</exception>
    public RejectOption(IClassifier classifier, LabelledSamples samples)
        : this(Require.There(classifier, nameof(classifier)).LogPosterior(Require.There(samples, nameof(samples)).X), samples.Labels)
    {
    }

    /// <param name="logPosterior">Log-probabilities, or logits that softmax turns into them, [N, C].</param>
    /// <param name="labels">True classes 0..C-1, int64, [N].</param>
    /// <exception cref="ArgumentException">logPosterior is not [N, C], or holds NaN; labels are not one class a row.</exception>
    public RejectOption(Tensor logPosterior, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (confidence, predicted) = Require.LogPosterior(logPosterior, labels).exp().max(1);
        _samples = labels.size(0);
        Curve = CurveOf(confidence.cpu().data<double>().ToArray(), predicted.eq(labels).cpu().data<bool>().ToArray());
    }

    /// <summary>A point for each confidence that occurs, from the surest samples alone to all of them.</summary>
    public IReadOnlyList<RejectPoint> Curve { get; }

    /// <summary>Where the surest share of the samples is answered: at least this many, more only where confidences are equal.</summary>
    /// <param name="coverage">Share to answer, above 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">coverage is not above 0 and at most 1.</exception>
    public RejectPoint AtCoverage(double coverage)
    {
        RequireShare(coverage);
        return Curve.First(point => point.Coverage >= coverage - (1e-9 / _samples));
    }

    /// <summary>Where as many samples as possible are answered with a wanted accuracy.</summary>
    /// <remarks>Found on these samples, it holds on others up to chance: choose it on samples that judge nothing else.</remarks>
    /// <param name="accuracy">Share of answers that shall be right, above 0 to 1.</param>
    /// <returns>The point of highest coverage that has it; null where even the surest samples do not.</returns>
    /// <exception cref="ArgumentOutOfRangeException">accuracy is not above 0 and at most 1.</exception>
    public RejectPoint? ForAccuracy(double accuracy)
    {
        RequireShare(accuracy);
        return Curve.LastOrDefault(point => point.Accuracy >= accuracy);
    }

    /// <returns>Accuracy of all samples and of the surest half.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Accuracy {100 * Curve[^1].Accuracy:0.0} % of all {_samples} samples, {100 * AtCoverage(0.5).Accuracy:0.0} % of the surest half");

    private static RejectPoint[] CurveOf(double[] confidence, bool[] right)
    {
        Array.Sort(confidence, right);
        Array.Reverse(confidence);
        Array.Reverse(right);
        var curve = new List<RejectPoint>();
        for (int i = 0, correct = 0; i < right.Length; i++)
        {
            correct += right[i] ? 1 : 0;
            bool more = i + 1 < right.Length && confidence[i + 1] == confidence[i];
            if (!more)
            {
                curve.Add(new(confidence[i], (i + 1.0) / right.Length, correct / (i + 1.0)));
            }
        }

        return [.. curve];
    }

    private static void RequireShare(double share, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(share))] string? name = null)
    {
        if (!(share > 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(name, share, "Expected a share above 0 and at most 1.");
        }
    }
}
