using static TorchSharp.torch;

namespace Gmm;

/// <summary>Anything that can say how dense it is at a sample: a true mixture, a trained model, a fitted one.</summary>
public interface IDensity
{
    /// <summary>D, the length of a sample.</summary>
    public int Features { get; }

    /// <summary>Natural logarithm of the density at each sample, without gradients.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Log-densities in nats, [N].</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity.</exception>
    public Tensor LogDensity(Tensor x);
}
