using static TorchSharp.torch;

namespace Gmm;

/// <content>A single mixture over vectors is a density like any model: to compare with one, or to classify with.</content>
public sealed partial class MixtureSameFamily : IDensity
{
    /// <summary>D, the length of a sample.</summary>
    /// <exception cref="InvalidOperationException">This is a batch of mixtures, or its samples are no vectors: the batch shape must be [] and the event shape [D].</exception>
    public int Features => batch_shape.Length == 0 && _eventRank == 1
        ? (int)event_shape[0]
        : throw new InvalidOperationException(
            $"{this} is no density of samples [N, D]: that needs batch shape [] and event shape [D]. Independent(..., 1) makes a Normal's last axis the event.");

    /// <summary>The same as <see cref="log_prob"/> for samples [N, D], checked and without gradients.</summary>
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">As for <see cref="Features"/>.</exception>
    public Tensor LogDensity(Tensor x)
    {
        Require.Rows(x, Features);
        Require.Finite(x);
        using var noGrad = no_grad();
        return log_prob(x);
    }

    /// <summary>A mixture of axis-aligned Gaussians as the tensors are now: what changes them later does not change it.</summary>
    /// <param name="weights">0 or more, of any scale, [K].</param>
    /// <param name="means">[K, D].</param>
    /// <param name="standardDeviations">σ, positive, [K, D].</param>
    internal static MixtureSameFamily OfNormals(Tensor weights, Tensor means, Tensor standardDeviations)
    {
        using var scope = NewDisposeScope();
        var components = distributions.Independent(distributions.Normal(means.clone(), standardDeviations), 1);
        return new(distributions.Categorical(weights), components);
    }
}
