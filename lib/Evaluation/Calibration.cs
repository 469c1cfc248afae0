using System.Globalization;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// Whether a classifier's probabilities can be taken at their word: of all that it calls 80 % sure, are 80 % right?
/// </summary>
/// <remarks>N samples, C classes. An accurate classifier may be badly calibrated, and a poor one perfectly.</remarks>
/// <seealso href="https://arxiv.org/abs/1706.04599">Guo et al. (2017), On calibration of modern neural networks</seealso>
public sealed class Calibration
{
    /// <param name="classifier">Whose probabilities.</param>
    /// <param name="samples">Best those that nothing was fitted to.</param>
    /// <exception cref="ArgumentException">samples are not as the classifier needs them.</exception>
    public Calibration(IClassifier classifier, LabelledSamples samples, int bins = 15)
        : this(Require.There(classifier, nameof(classifier)).LogPosterior(Require.There(samples, nameof(samples)).X), samples.Labels, bins)
    {
    }

    /// <param name="logPosterior">Log-probabilities, or logits that softmax turns into them, [N, C].</param>
    /// <param name="labels">True classes 0..C-1, int64, [N].</param>
    /// <param name="bins">Into how many ranges of equal width confidence is parted.</param>
    /// <exception cref="ArgumentException">logPosterior is not [N, C], or holds NaN; labels are not one class a row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">bins is below 1.</exception>
    public Calibration(Tensor logPosterior, Tensor labels, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var logP = Require.LogPosterior(logPosterior, labels);                                     // [N, C], float64
        var ofTruth = logP.gather(1, labels.unsqueeze(1)).squeeze(1);                              // [N]
        var p = logP.exp();
        var (confidence, predicted) = p.max(1);

        Samples = labels.size(0);
        LogLoss = -ofTruth.mean().item<double>();
        // Σ_c (p_c - y_c)², where y is 1 for the true class and 0 for the others
        Brier = (p.square().sum(dim: 1) - (2 * ofTruth.exp()) + 1).mean().item<double>();
        Accuracy = predicted.eq(labels).to(ScalarType.Float64).mean().item<double>();
        Confidence = confidence.mean().item<double>();
        Bins = Binned(confidence.cpu().data<double>().ToArray(), predicted.eq(labels).cpu().data<bool>().ToArray(), bins);
        ExpectedCalibrationError = Bins.Sum(b => b.Count * Math.Abs(b.Accuracy - b.Confidence)) / Samples;
    }

    /// <summary>N, the number of samples.</summary>
    public long Samples { get; }

    /// <summary>Share of samples whose class was predicted, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>Mean probability of the predicted class: the accuracy that the classifier expects of itself, 0 to 1.</summary>
    public double Confidence { get; }

    /// <summary>The reliability diagram: ranges of confidence that any sample falls in, from the lowest on.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>Distance between confidence and accuracy, averaged over bins by their counts, 0 to 1.</summary>
    /// <remarks>Chance keeps it above 0: a perfectly calibrated classifier shows up to about 0.4·√(bins / N).</remarks>
    public double ExpectedCalibrationError { get; }

    /// <summary>Mean of -log P(true class), in nats: the cross-entropy. A confident mistake is dear; certainty of 0 costs infinity.</summary>
    public double LogLoss { get; }

    /// <summary>Mean squared distance between the probabilities and the truth, summed over classes: 0 to 2 (Brier, 1950).</summary>
    public double Brier { get; }

    /// <returns>Confidence against accuracy, and the three scores.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Confidence {100 * Confidence:0.0} %, accuracy {100 * Accuracy:0.0} %; expected calibration error {100 * ExpectedCalibrationError:0.0} %, log loss {LogLoss:0.000}, Brier {Brier:0.000}");

    private static CalibrationBin[] Binned(double[] confidence, bool[] right, int bins) =>
    [
        .. Enumerable.Range(0, right.Length)
            .GroupBy(i => Math.Min((int)(confidence[i] * bins), bins - 1))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(bin.Average(i => confidence[i]), bin.Average(i => right[i] ? 1.0 : 0.0), bin.Count())),
    ];
}
