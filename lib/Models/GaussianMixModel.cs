using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// A Gaussian mixture whose weights, means and standard deviations can be trained by gradient descent. Components are
/// axis-aligned (diagonal covariance).
/// </summary>
/// <remarks>
/// N samples, D features, K components. The parametrisation is that of every <see cref="MixtureModel"/>.
/// </remarks>
public sealed class GaussianMixModel : MixtureModel, IDensity
{
    /// <summary>A model with random means and standard deviations and equal weights, on the CPU, float32.</summary>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <param name="nComponents">K, how many Gaussians are mixed.</param>
    /// <param name="parametrisation">How trainable numbers become weights and standard deviations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public GaussianMixModel(int nFeatures, int nComponents = 2, Parametrisation parametrisation = Parametrisation.ReluAbs)
        : base(nameof(GaussianMixModel), nFeatures, [nComponents], parametrisation, Start(nFeatures, nComponents, parametrisation))
    {
        Components = nComponents;
    }

    private GaussianMixModel(ModelHeader header)
        : base(header.Kind, header.Features, header.Counts, header.Parametrisation, header.Zeros())
    {
        Components = header.Counts[0];
    }

    /// <summary>K, the number of components.</summary>
    public int Components { get; }

    /// <summary>Log-density of each sample under the mixture, log Σ_k π_k N(x | μ_k, σ_k²).</summary>
    /// <param name="x">Samples, [N, D], of the model's dtype and device.</param>
    /// <returns>Natural-log densities, [N].</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or of another dtype or device than the model.</exception>
    public override Tensor forward(Tensor x)
    {
        using var use = Use();
        Require.Samples(x, Features, Means);
        using var scope = NewDisposeScope();
        return DiagonalMixtures.LogDensity(x, this).squeeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The same to read and not to train: checks the values too, and passes no gradient. What to call outside of training.
    /// </summary>
    /// <param name="x">Samples, [N, D], finite, of the model's dtype and device.</param>
    /// <returns>Natural-log densities, [N].</returns>
    /// <exception cref="ArgumentException">x is not [N, D], of another dtype or device, or holds NaN or infinity.</exception>
    /// <exception cref="InvalidOperationException">
    /// The parameters are no mixture: no weight is above 0, a standard deviation is 0, or a value is not finite.
    /// </exception>
    public Tensor LogDensity(Tensor x)
    {
        using var use = Use(x);
        using var noGrad = no_grad();
        return forward(x);
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
    /// <remarks>
    /// Its numbers are those of now: training on does not change them. Gradients flow from its <c>log_prob</c> to this
    /// model's parameters.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The parameters are no mixture, as for <see cref="LogDensity"/>.</exception>
    public MixtureSameFamily ToDistribution()
    {
        RequireSound();
        return MixtureOfClass(0);
    }

    /// <summary>A model to train, started from a mixture that was found some other way: a clustering, or expectation-maximisation.</summary>
    /// <param name="mixture">Diagonal or spherical.</param>
    /// <param name="parametrisation">How trainable numbers become weights and standard deviations.</param>
    /// <param name="dtype">Of the parameters.</param>
    /// <exception cref="InvalidOperationException">The mixture's covariances are tied or full.</exception>
    public static GaussianMixModel From(GaussianMixture mixture, Parametrisation parametrisation = Parametrisation.ReluAbs, ScalarType dtype = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        var model = new GaussianMixModel(new(nameof(GaussianMixModel), mixture.Features, [mixture.Components], dtype, parametrisation));
        model.SetComponents([mixture], nameof(mixture));
        return model;
    }

    /// <summary>The mixture as it is now, in plain numbers: training on does not change it.</summary>
    /// <exception cref="InvalidOperationException">The parameters are no mixture, as for <see cref="LogDensity"/>.</exception>
    public GaussianMixture ToMixture() => ToMixtures()[0];

    /// <summary>A model as it was when <see cref="MixtureModel.Save"/> wrote it: its shape, dtype and parameters, on the CPU.</summary>
    /// <param name="path">A saved <see cref="GaussianMixModel"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no model, damaged, from a newer version, or of another kind.</exception>
    public static GaussianMixModel Open(string path) => Open(path, header => new GaussianMixModel(header));

    /// <returns>Features, components and init scale.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"GaussianMixModel(features: {Features}, components: {Components}, init scale: {InitScale:0.####})");

    private protected override MixtureModel Stored(string path) => Open(path);

    private static ComponentTensors Start(int nFeatures, int nComponents, Parametrisation parametrisation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(nComponents, 1);
        return ArticleStart.Draw(nFeatures, nComponents, parametrisation);
    }
}
