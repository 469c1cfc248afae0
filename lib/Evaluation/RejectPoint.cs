using System.Globalization;

namespace Gmm;

/// <summary>What a classifier keeps, and how good it is there, if it answers only where it is sure enough.</summary>
/// <param name="Threshold">It answers where its confidence is at least this, 0 to 1.</param>
/// <param name="Coverage">Share of samples that it answers, above 0 to 1.</param>
/// <param name="Accuracy">Share of its answers that is right, 0 to 1.</param>
public sealed record RejectPoint(double Threshold, double Coverage, double Accuracy)
{
    /// <returns>All three, in words.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Answers where its confidence is at least {Threshold:0.000}: {100 * Coverage:0.0} % of the samples, {100 * Accuracy:0.0} % of them right");
}
