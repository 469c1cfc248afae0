namespace Gmm.Benchmarks;

/// <summary>What one classifier step asks of a processor: cross-entropy and the sums for its gradient, in one pass over the samples.</summary>
/// <remarks>An addition, a multiplication, a maximum, a comparison or a conversion is one operation, a fused multiply-add two.</remarks>
internal readonly record struct StepCost(long N, int Features, int Classes, int Components)
{
    /// <summary>2^x: one clamp, range reduction 3, a polynomial of degree 7 in 14, the exponent's bits 2.</summary>
    private const int Exponential = 20;

    /// <summary>log x is of the same kind, with a division.</summary>
    private const int Logarithm = 25;

    /// <summary>Operations of the whole step.</summary>
    public double Flops => N * (((double)Components * PerComponent) + (Classes * PerClass) + PerSample);

    /// <summary>Bytes that must come from memory: each sample once, and its class, as a 32-bit number. Parameters stay in the cache.</summary>
    public double Bytes => N * ((Features * sizeof(float)) + (double)sizeof(int));

    /// <summary>Of one sample at one component.</summary>
    private int PerComponent =>
        (4 * Features)        // z = (x - μ)/σ, and its square added
        + 2                   // height - ½ Σz²
        + 1                   // the class's maximum
        + 1 + Exponential     // 2^(term - maximum)
        + 1                   // the class's total
        + 2                   // the weight w, and Σw
        + (5 * Features);     // x - μ again, Σw(x - μ), Σw(x - μ)²

    /// <summary>Of one sample at one class.</summary>
    private static int PerClass =>
        1                     // the maximum over classes
        + 1 + Exponential     // 2^(maximum - top)
        + 2                   // the sum over classes
        + 4;                  // what weights are multiplied by: share - 1 for the sample's own class

    /// <summary>Of one sample: the loss's logarithm, two divisions, three additions.</summary>
    private static int PerSample => Logarithm + 5;
}
