using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// The log-densities of several Gaussian mixtures with axis-aligned components, in one batched pass. Both models stand
/// on it: <see cref="GaussianMixModel"/> is one mixture, <see cref="GmmClassifier"/> one a class.
/// </summary>
/// <remarks>
/// N samples, D features, C mixtures (classes), M components of all mixtures together, those of mixture 0 first. It
/// computes what a <see cref="MixtureSameFamily"/> of <c>Independent(Normal)</c> computes, with N as the innermost axis:
/// every operation then runs along contiguous memory, and no intermediate is larger than [D, M, N].
/// </remarks>
internal static class DiagonalMixtures
{
    /// <summary>log Σ_k π_ck N(x_n | μ_ck, σ_ck²) for every sample n and mixture c.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <param name="blendWeights">Unnormalised weights, before relu, [M].</param>
    /// <param name="means">Means, [M, D].</param>
    /// <param name="stdevs">Standard deviations, positive, [M, D].</param>
    /// <param name="counts">Number of components of each mixture; they sum to M.</param>
    /// <returns>Natural-log densities, [N, C].</returns>
    public static Tensor LogDensity(Tensor x, Tensor blendWeights, Tensor means, Tensor stdevs, IReadOnlyList<int> counts)
    {
        var location = means.t().unsqueeze(-1);                                                    // [D, M, 1]
        var scale = stdevs.t().unsqueeze(-1);                                                      // [D, M, 1]
        var samples = x.t().contiguous().unsqueeze(1);                                             // [D, 1, N]

        // Differences first, then squares: expanding (x-μ)² would cancel in float32 where σ is small. And dim is named,
        // because sum(0) would be read as sum(ScalarType.Byte).
        var squaredDistance = ((samples - location) / scale).square().sum(dim: 0);                 // [M, N]
        var logNormaliser = scale.log().sum(dim: 0) + (0.5 * means.size(1) * Math.Log(2 * Math.PI)); // [M, 1]

        long[] rows = [.. counts];
        var logWeights = cat(blendWeights.split(rows).Select(LogWeights).ToArray()).unsqueeze(-1); // [M, 1]
        var joint = logWeights - logNormaliser - (0.5 * squaredDistance);                          // [M, N]
        return stack(joint.split(rows).Select(mixture => mixture.logsumexp(0)), dim: 1);           // [N, C]
    }

    /// <summary>Log-weights of one mixture as the article has them: relu, normalised, clamped as PyTorch's Categorical clamps.</summary>
    private static Tensor LogWeights(Tensor blendWeights)
    {
        double eps = finfo(blendWeights.dtype).eps;
        var positive = blendWeights.relu();
        return (positive / positive.sum()).clamp(eps, 1 - eps).log().log_softmax(0);
    }
}
