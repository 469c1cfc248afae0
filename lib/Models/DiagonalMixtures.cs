using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// The log-densities of several Gaussian mixtures with axis-aligned components, in each of the ways of
/// <see cref="Computation"/>. Both models stand on it: <see cref="GaussianMixModel"/> is one mixture,
/// <see cref="GmmClassifier"/> one a class.
/// </summary>
/// <remarks>N samples, D features, C mixtures (classes), M components of all mixtures together, those of mixture 0 first.</remarks>
internal static class DiagonalMixtures
{
    /// <summary>log Σ_k π_ck N(x_n | μ_ck, σ_ck²) for every sample n and mixture c.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <param name="model">Its raw weights [M] and standard deviations [M, D], and its means [M, D].</param>
    /// <returns>Natural-log densities, [N, C].</returns>
    /// <exception cref="InvalidOperationException">The model asks for <see cref="Computation.Fused"/>, which cannot be had.</exception>
    public static Tensor LogDensity(Tensor x, MixtureModel model) => Resolve(model.Computation, x) switch
    {
        Computation.Plain => Plain(x, model),
        Computation.Fused => Fused(x, model),
        _ => Batched(x, model),
    };

    /// <summary>Fused or batched, where the choice is left to us.</summary>
    public static Computation Resolve(Computation wanted, Tensor x)
    {
        string? obstacle = x.device_type != TorchSharp.DeviceType.CPU ? $"on {x.device}: it needs the CPU"
            : x.dtype is not (ScalarType.Float32 or ScalarType.Float64) ? $"{x.dtype}: it needs Float32 or Float64"
            : x.requires_grad ? "asking for a gradient: it gives none for samples"
            : null;
        return wanted switch
        {
            Computation.Automatic => obstacle is null ? Computation.Fused : Computation.Batched,
            Computation.Fused when obstacle is not null => throw new InvalidOperationException(
                $"Computation is Fused, but the samples are {obstacle}. Set Computation to Automatic or Batched."),
            _ => wanted,
        };
    }

    private static Tensor Plain(Tensor x, MixtureModel model)
    {
        var mixtures = model.Layout.Counts.Select((_, c) => model.MixtureOfClass(c));
        return stack([.. mixtures.Select(mixture => mixture.log_prob(x))], dim: 1);                    // [N, C]
    }

    private static Tensor Fused(Tensor x, MixtureModel model)
    {
        var logWeights = model.Layout.Unpad(model.LogWeightsOf(model.RawWeights));                        // [M]
        return FusedLogDensity.Apply(x, logWeights, model.Means, model.Code.StandardDeviations(model.RawStandardDeviations), model.Layout.Counts);
    }

    /// <summary>
    /// With N as the innermost axis: every operation runs along contiguous memory, and no intermediate is larger than
    /// [D, C·K, N].
    /// </summary>
    private static Tensor Batched(Tensor x, MixtureModel model)
    {
        var (layout, features) = (model.Layout, model.Features);
        var logWeights = model.LogWeightsOf(model.RawWeights).reshape(-1, 1);                     // [C·K, 1]
        var location = layout.Pad(model.Means).t().unsqueeze(-1);                                  // [D, C·K, 1]
        var scale = layout.Pad(model.Code.StandardDeviations(model.RawStandardDeviations)).t().unsqueeze(-1);                 // [D, C·K, 1]
        var samples = x.t().contiguous().unsqueeze(1);                                             // [D, 1, N]

        // Differences first, then squares: expanding (x-μ)² would cancel in float32 where σ is small. And dim is named,
        // because sum(0) would be read as sum(ScalarType.Byte).
        var squaredDistance = ((samples - location) / scale).square().sum(dim: 0);                 // [C·K, N]
        var logNormaliser = scale.log().sum(dim: 0) + (0.5 * features * Math.Log(2 * Math.PI));    // [C·K, 1]
        var joint = logWeights - logNormaliser - (0.5 * squaredDistance);                          // [C·K, N]
        return joint.reshape(layout.Counts.Count, layout.Longest, -1).logsumexp(1).t();            // [N, C]
    }
}
