using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm;

/// <content>A single mixture over vectors is a density like any model: to compare with one, or to classify with.</content>
public sealed partial class MixtureSameFamily : ISampleDensity
{
    /// <remarks>TorchSharp keeps it to itself. Where another version does not have it, <see cref="log_prob"/> is taken.</remarks>
    private static readonly FieldInfo? BaseOfIndependent =
        typeof(Independent).GetField("base_dist", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);

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
        if (x.device_type == TorchSharp.DeviceType.CPU && Normals is not null)
        {
            Samples samples = x;
            return samples.Like(LogDensities(samples), samples.Count);
        }

        using var noGrad = no_grad();
        return log_prob(x);
    }

    double[] ISampleDensity.LogDensities(Samples x) => LogDensities(x.Of(Features));

    /// <summary>The Normal in <c>Independent(Normal, 1)</c> components; null of others.</summary>
    internal Normal? Normals => component_distribution is Independent ? BaseOfIndependent?.GetValue(component_distribution) as Normal : null;

    /// <summary>By a pass over the samples where components are axis-aligned Gaussians: in float64, and without an operation on tensors of them.</summary>
    private double[] LogDensities(Samples x)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        if (Normals is not { } normals)
        {
            return Samples.Flat(log_prob(x.ToTensor()));
        }

        double[] logWeights = Samples.Flat(mixture_distribution.logits);
        LogSumExp.Normalise(logWeights);
        var components = AxisComponents.Of(logWeights, Samples.Flat(normals.mean), Samples.Flat(normals.stddev));
        return new MixturePass(new(x), components, get_num_threads()).LogDensities();
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
