using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// A Gaussian mixture whose weights, means and standard deviations can be trained by gradient descent. Components are
/// axis-aligned (diagonal covariance).
/// </summary>
/// <remarks>
/// The parametrisation is the original article's: weights pass through relu, standard deviations through abs. It lets
/// optimisation start anywhere, and it lets components die: where relu gives 0, no gradient revives a weight.
/// N samples, D features, K components.
/// </remarks>
public sealed class GaussianMixModel : nn.Module<Tensor, Tensor>
{
    /// <summary>A model with random means and standard deviations and equal weights, on the CPU, float32.</summary>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <param name="nComponents">K, how many Gaussians are mixed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public GaussianMixModel(int nFeatures, int nComponents = 2)
        : base(nameof(GaussianMixModel))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(nComponents, 1);
        Features = nFeatures;
        Components = nComponents;

        var (weights, means, stdevs) = ArticleStart(nFeatures, nComponents);
        Register(this, weights, means, stdevs);
    }

    /// <summary>D, the length of a sample.</summary>
    public int Features { get; }

    /// <summary>K, the number of components.</summary>
    public int Components { get; }

    /// <summary>s = √(6 / D): initial means are randn·s, initial standard deviations rand·s.</summary>
    public double InitScale => InitScaleOf(Features);

    /// <summary>Unnormalised weights before relu, [K].</summary>
    public Parameter BlendWeight => get_parameter("blend_weight")!;

    /// <summary>Means, [K, D].</summary>
    public Parameter Means => get_parameter("means")!;

    /// <summary>Standard deviations before abs, [K, D].</summary>
    public Parameter Stdevs => get_parameter("stdevs")!;

    /// <summary>Where the parameters live.</summary>
    public Device Device => Means.device;

    /// <summary>Log-density of each sample under the mixture, log Σ_k π_k N(x | μ_k, σ_k²).</summary>
    /// <param name="x">Samples, [N, D], of the model's dtype and device.</param>
    /// <returns>Natural-log densities, [N].</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or of another dtype or device than the model.</exception>
    public override Tensor forward(Tensor x)
    {
        Require.Samples(x, Features, Means);
        using var scope = NewDisposeScope();
        return DiagonalMixtures.LogDensity(x, BlendWeight, Means, Stdevs.abs(), [Components]).squeeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>Negative log-likelihood of each sample: what density training makes small.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>-log p(x) in nats, [N].</returns>
    public Tensor NegativeLogLikelihood(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (-forward(x)).MoveToOuterDisposeScope();
    }

    /// <summary>The same mixture as a distribution: to sample from, to draw, and as the oracle for <see cref="forward"/>.</summary>
    /// <remarks>Gradients flow from its <c>log_prob</c> to this model's parameters.</remarks>
    public MixtureSameFamily ToDistribution() => MixtureOf(BlendWeight, Means, Stdevs);

    /// <returns>Features, components and init scale.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"GaussianMixModel(features: {Features}, components: {Components}, init scale: {InitScale:0.####})");

    internal static double InitScaleOf(int nFeatures) => Math.Sqrt(6.0 / nFeatures);

    /// <summary>The article's random start: weights 1 [K], means randn·s [K, D], standard deviations rand·s [K, D].</summary>
    internal static (Tensor Weights, Tensor Means, Tensor Stdevs) ArticleStart(int nFeatures, int nComponents)
    {
        double scale = InitScaleOf(nFeatures);
        return (ones(nComponents), randn(nComponents, nFeatures).mul_(scale), rand(nComponents, nFeatures).mul_(scale));
    }

    /// <summary>Makes the tensors a module's parameters. They live as long as the module, whatever scope it was created in.</summary>
    internal static void Register(nn.Module module, Tensor weights, Tensor means, Tensor stdevs)
    {
        foreach (var (name, values) in new[] { ("blend_weight", weights), ("means", means), ("stdevs", stdevs) })
        {
            var parameter = new Parameter(values);
            parameter.DetachFromDisposeScope();
            module.register_parameter(name, parameter);
        }
    }

    internal static MixtureSameFamily MixtureOf(Tensor blendWeight, Tensor means, Tensor stdevs)
    {
        using var scope = NewDisposeScope();
        var components = distributions.Independent(distributions.Normal(means, stdevs.abs()), 1);
        return new MixtureSameFamily(distributions.Categorical(blendWeight.relu()), components);
    }
}
