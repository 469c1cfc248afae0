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

    /// <summary>What a rectangle of components is, with gradients to the parameters: log π [C, K], μ and σ [C·K, D].</summary>
    public static (Tensor LogWeights, Tensor Means, Tensor Stdevs) Rectangle(MixtureModel model) => (
        model.LogWeightsOf(model.RawWeights),
        model.Layout.Pad(model.Means),
        model.Layout.Pad(model.Code.StandardDeviations(model.RawStandardDeviations)));

    /// <summary>Samples with N as the innermost axis, [D, 1, N]: every operation runs along contiguous memory.</summary>
    public static Tensor Columns(Tensor x) => x.t().contiguous().unsqueeze(1);

    /// <summary>log π_ck + log N(x_n | μ_ck, σ_ck²), and the distances in standard deviations that it is made of.</summary>
    /// <param name="samples">[D, 1, N].</param>
    /// <returns>(x - μ) / σ, [D, C·K, N]; and [C, K, N].</returns>
    public static (Tensor Z, Tensor Joint) Joint(Tensor samples, Tensor logWeights, Tensor means, Tensor stdevs)
    {
        using var scope = NewDisposeScope();
        var scale = stdevs.t().unsqueeze(-1);                                                      // [D, C·K, 1]

        // Differences first, then squares: expanding (x-μ)² would cancel in float32 where σ is small. And dim is named,
        // because sum(0) would be read as sum(ScalarType.Byte).
        var z = (samples - means.t().unsqueeze(-1)) / scale;                                       // [D, C·K, N]
        var logNormaliser = scale.log().sum(dim: 0) + (0.5 * scale.size(0) * Math.Log(2 * Math.PI)); // [C·K, 1]
        var joint = logWeights.reshape(-1, 1) - logNormaliser - (0.5 * z.square().sum(dim: 0));    // [C·K, N]
        return (z.MoveToOuterDisposeScope(), joint.reshape(logWeights.size(0), logWeights.size(1), -1).MoveToOuterDisposeScope());
    }

    private static Tensor Batched(Tensor x, MixtureModel model)
    {
        var (logWeights, means, stdevs) = Rectangle(model);
        return Joint(Columns(x), logWeights, means, stdevs).Joint.logsumexp(1).t();                // [N, C]
    }
}
