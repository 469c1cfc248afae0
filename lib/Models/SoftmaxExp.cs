using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm;

/// <summary><see cref="Parametrisation.SoftmaxExp"/>: softmax; and exp with a floor.</summary>
internal sealed class SoftmaxExp : ComponentParameters
{
    /// <summary>σ² is never below this: what scikit-learn adds to a variance, too.</summary>
    private const double LeastVariance = 1e-6;

    private const double LeastWeight = 1e-12;

    public override Tensor LogWeights(Tensor rectangle, ComponentLayout layout) =>
        layout.Mask(rectangle, double.NegativeInfinity).log_softmax(-1);

    /// <remarks>By logits: given probabilities, Categorical would clamp them, and small weights would come back larger.</remarks>
    public override Categorical Choice(Tensor raw) => distributions.Categorical(logits: raw);

    public override Tensor StandardDeviations(Tensor raw) => ((2 * raw).exp() + LeastVariance).sqrt();

    /// <remarks>Deviations at the floor or below come out just above it, and so does a weight of 0.</remarks>
    public override (Tensor Weights, Tensor StandardDeviations) Inverse(Tensor weights, Tensor stdevs) =>
        (weights.clamp(min: LeastWeight).log(), 0.5 * (stdevs.square() - LeastVariance).clamp(min: LeastVariance / 100).log());

    public override string? Flaw(Tensor weights, Tensor stdevs, ComponentLayout layout) =>
        Require.NonFinite(StandardDeviations(stdevs)) is { } nonFinite ? $"exp(RawStandardDeviations) {nonFinite}" : null;

    public override void LogWeights(ReadOnlySpan<double> raw, double epsilon, Span<double> logWeights)
    {
        double largest = double.NegativeInfinity;
        foreach (double weight in raw)
        {
            largest = Math.Max(largest, weight);
        }

        double total = 0;
        foreach (double weight in raw)
        {
            total += Math.Exp(weight - largest);
        }

        double logTotal = largest + Math.Log(total);
        for (int k = 0; k < raw.Length; k++)
        {
            logWeights[k] = raw[k] - logTotal;
        }
    }

    public override void BackToRaw(ReadOnlySpan<double> raw, double epsilon, ReadOnlySpan<double> logWeights, Span<double> gradient)
    {
        double sum = 0;
        foreach (double g in gradient)
        {
            sum += g;
        }

        for (int k = 0; k < raw.Length; k++)
        {
            gradient[k] -= Math.Exp(logWeights[k]) * sum;
        }
    }

    public override (double Stdev, double Slope) Stdev(double raw)
    {
        double variance = Math.Exp(2 * raw);
        double stdev = Math.Sqrt(variance + LeastVariance);
        return (stdev, variance / stdev);
    }
}
