using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>The ways to compute a model's log-densities.</summary>
internal enum DensityPath
{
    /// <summary>A distribution a mixture, as the article does.</summary>
    Plain,

    /// <summary>Tensor operations on all components at once.</summary>
    Batched,

    /// <summary>The SIMD kernel.</summary>
    Fused,
}

/// <summary>Makes a model take one path and no other. The only file here that knows how.</summary>
internal static class ForcePath
{
    /// <summary>Log-densities [N] of samples under a mixture.</summary>
    public static Tensor LogDensity(GaussianMixModel model, Tensor x, DensityPath path) => path == DensityPath.Plain
        ? model.ToDistribution().log_prob(x)
        : model.forward(For(x, path));

    /// <summary>Log-densities [N, C] of samples under each class's mixture.</summary>
    public static Tensor Logits(GmmClassifier model, Tensor x, DensityPath path) => path == DensityPath.Plain
        ? stack(Enumerable.Range(0, model.Classes).Select(c => model.ToDistribution(c).log_prob(x)), dim: 1)
        : model.forward(For(x, path), returnLogits: true);

    /// <summary>The kernel gives no gradient to samples: where they want one, models take tensor operations.</summary>
    private static Tensor For(Tensor x, DensityPath path) => path == DensityPath.Batched ? x.detach().requires_grad_(true) : x;
}
