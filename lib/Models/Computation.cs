namespace Gmm;

/// <summary>How a model computes its log-densities: all three give the same numbers, up to rounding.</summary>
public enum Computation
{
    /// <summary><see cref="Fused"/> where it can be had: on the CPU, in float32 or float64, without gradients of the samples. Else <see cref="Batched"/>.</summary>
    Automatic,

    /// <summary>A <see cref="MixtureSameFamily"/> a class, as the original article computes them: slowest, and easiest to read.</summary>
    Plain,

    /// <summary>Tensor operations over all components of all classes at once: for GPUs, and for gradients of the samples.</summary>
    Batched,

    /// <summary>One pass over the samples, several samples a processor instruction: fastest on the CPU.</summary>
    Fused,
}
