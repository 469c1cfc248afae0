using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// Fits a Gaussian mixture by two steps that take turns. E: which component is how likely to have made each sample. M: the
/// mixture that fits best if it was so. No step can lower the likelihood, and there is no learning rate.
/// </summary>
/// <remarks>
/// <para>
/// The lower bound is the mean log-likelihood of the samples, in nats. With <see cref="EmOptions.RegCovar"/> = 0 it never
/// decreases, floor or no floor. A RegCovar of ε is added after the best covariance was found, which costs a step at most
/// ½ε·Σ_k π_k·tr(Σ_k⁻¹): 1e-6 at the default for components one wide.
/// </para>
/// <para>
/// Conventions are scikit-learn's: the same start gives the same iterations, bounds and mixture as its GaussianMixture.
/// Restarts draw from torch's generator.
/// </para>
/// <para>
/// Samples in a tensor on a GPU, where there are many, take their E steps there; the mixture is plain numbers either way.
/// </para>
/// </remarks>
/// <seealso href="https://www.jstor.org/stable/2984875">Dempster, Laird and Rubin, 1977</seealso>
public static partial class ExpectationMaximization
{
    /// <summary>Fits a mixture from starts of its own.</summary>
    /// <param name="x">Samples, [N, D], float32 or float64, finite.</param>
    /// <param name="nComponents">K, from 1 to N.</param>
    /// <param name="options">scikit-learn's defaults, with diagonal covariances, if null.</param>
    /// <param name="sampleWeights">How often each sample counts, [N], 0 or more; once if null.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <param name="cancellationToken">Ends the fit early and normally: the mixture is that of the last step.</param>
    /// <exception cref="ArgumentException">x, nComponents, options or sampleWeights are not as above.</exception>
    /// <exception cref="ArithmeticException">A covariance lost a dimension: RegCovar is 0, or nothing beside the data.</exception>
    public static EmResult Fit(
        Samples x,
        int nComponents,
        EmOptions? options = null,
        Tensor? sampleWeights = null,
        IProgress<EmStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Validate();
        ArgumentNullException.ThrowIfNull(x);
        MixtureStart.RequireComponents(nComponents, x);
        int least = Soundness.LeastSamples(options.CovarianceType, x.Features);
        return new EmProblem(x, x.Weights(sampleWeights), options).Best(nComponents, least, progress, cancellationToken);
    }

    /// <summary>Fits a mixture from a given start.</summary>
    /// <param name="x">Samples, [N, D], float32 or float64, finite.</param>
    /// <param name="start">What the first E step uses; of the options' covariance type. <see cref="MixtureStart"/> makes some.</param>
    /// <param name="options">As above; Init, Restarts and Standardise have no say: what a start needs, it has.</param>
    /// <param name="sampleWeights">How often each sample counts, [N], 0 or more; once if null.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <param name="cancellationToken">Ends the fit early and normally: the mixture is that of the last step.</param>
    /// <exception cref="ArgumentException">x, start, options or sampleWeights are not as above.</exception>
    /// <exception cref="ArithmeticException">A covariance lost a dimension.</exception>
    public static EmResult Fit(
        Samples x,
        GaussianMixture start,
        EmOptions? options = null,
        Tensor? sampleWeights = null,
        IProgress<EmStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options = From(start, options);
        ArgumentNullException.ThrowIfNull(x);
        return new EmProblem(x.Of(start.Features), x.Weights(sampleWeights), options).From(start, progress, cancellationToken);
    }

    /// <summary>Options without what a start decides.</summary>
    private static EmOptions From(GaussianMixture start, EmOptions? options)
    {
        ArgumentNullException.ThrowIfNull(start);
        options ??= new() { CovarianceType = start.CovarianceType };
        options.Validate();
        return start.CovarianceType == options.CovarianceType
            ? options with { Init = MixtureInit.KMeans, Standardise = false }
            : throw new ArgumentException(
                $"start is {start}: expected {options.CovarianceType.Covariance().Name} covariance, as the options say.", nameof(start));
    }
}
