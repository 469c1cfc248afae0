using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm;

/// <summary><see cref="Parametrisation.ReluAbs"/>: relu, normalised, clamped as PyTorch's Categorical clamps; and abs.</summary>
/// <remarks>
/// The clamp to [ε, 1-ε] leaves a dead component the dtype's ε of weight (1.2e-7 in float32): the logarithm of 0 would make
/// the gradient NaN. PyTorch normalises once more after it, and so does this.
/// </remarks>
internal sealed class ReluAbs : ComponentParameters
{
    public override Tensor LogWeights(Tensor rectangle, ComponentLayout layout)
    {
        double epsilon = finfo(rectangle.dtype).eps;
        var positive = layout.Mask(rectangle.relu(), 0);
        var shares = (positive / positive.sum(dim: -1, keepdim: true)).clamp(epsilon, 1 - epsilon);
        return layout.Mask(shares.log(), double.NegativeInfinity).log_softmax(-1);
    }

    public override Categorical Choice(Tensor raw) => distributions.Categorical(probs: raw.relu());

    public override Tensor StandardDeviations(Tensor raw) => raw.abs();

    public override (Tensor Weights, Tensor StandardDeviations) Inverse(Tensor weights, Tensor stdevs) => (weights, stdevs);

    public override string? Flaw(Tensor weights, Tensor stdevs, ComponentLayout layout)
    {
        if (stdevs.eq(0).nonzero() is { } zeros && zeros.size(0) > 0)
        {
            return $"{zeros.size(0)} values of RawStandardDeviations are 0, the first in row {zeros[0, 0].item<long>()}: " +
                "a Gaussian needs a standard deviation other than 0";
        }

        long[] counts = [.. layout.Counts];
        double[] largest = [.. weights.split(counts).Select(own => own.max().to(ScalarType.Float64).item<double>())];
        int dead = Array.FindIndex(largest, weight => weight <= 0);
        return dead < 0 ? null : FormattableString.Invariant(
            $"RawWeights of mixture {dead} has no value above 0 (the largest is {largest[dead]}): relu leaves nothing to mix");
    }

    public override void LogWeights(ReadOnlySpan<double> raw, double epsilon, Span<double> logWeights)
    {
        double total = Sum(raw);
        double clamped = 0;
        for (int k = 0; k < raw.Length; k++)
        {
            logWeights[k] = Math.Clamp(Math.Max(raw[k], 0) / total, epsilon, 1 - epsilon);
            clamped += logWeights[k];
        }

        for (int k = 0; k < raw.Length; k++)
        {
            logWeights[k] = Math.Log(logWeights[k] / clamped);
        }
    }

    public override void BackToRaw(ReadOnlySpan<double> raw, double epsilon, ReadOnlySpan<double> logWeights, Span<double> gradient)
    {
        double total = Sum(raw);
        double sum = 0;
        foreach (double g in gradient)
        {
            sum += g;
        }

        // Backwards through normalising, log and clamp, which passes nothing on where it bites; then through the shares.
        double common = 0;
        for (int k = 0; k < raw.Length; k++)
        {
            double share = Math.Max(raw[k], 0) / total;
            bool clamps = share < epsilon || share > 1 - epsilon;
            gradient[k] = clamps ? 0 : (gradient[k] - (Math.Exp(logWeights[k]) * sum)) / share;
            common += gradient[k] * share;
        }

        for (int k = 0; k < raw.Length; k++)
        {
            gradient[k] = raw[k] > 0 ? (gradient[k] - common) / total : 0;
        }
    }

    public override (double Stdev, double Slope) Stdev(double raw) =>
        (Math.Abs(raw), double.IsNaN(raw) ? raw : Math.Sign(raw)); // of NaN, Sign throws: the loss is to say so

    private static double Sum(ReadOnlySpan<double> raw)
    {
        double total = 0;
        foreach (double weight in raw)
        {
            total += Math.Max(weight, 0);
        }

        return total;
    }
}
