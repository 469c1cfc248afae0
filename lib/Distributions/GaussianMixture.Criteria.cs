using static TorchSharp.torch;

namespace Gmm;

/// <summary>How well a mixture describes samples, and whether its components are worth their numbers.</summary>
public sealed partial class GaussianMixture
{
    /// <summary>Mean log-density of the samples: of fresh ones, what fits are compared by. scikit-learn's <c>score</c>.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Nats a sample.</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity.</exception>
    public double MeanLogLikelihood(Tensor x) => LogDensities(SampleMatrix.From(x, Features), responsibilities: null).Average();

    /// <summary>Akaike's criterion, 2·parameters - 2·log-likelihood: lower is better.</summary>
    /// <param name="x">The samples that the mixture was fitted to, [N, D].</param>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity.</exception>
    public double Aic(Tensor x) => Aic(MeanLogLikelihood(x) * x.size(0));

    /// <summary>
    /// The Bayesian information criterion, log N·parameters - 2·log-likelihood: lower is better. It asks more of a parameter
    /// than <see cref="Aic(Tensor)"/> does, and so takes fewer components.
    /// </summary>
    /// <param name="x">The samples that the mixture was fitted to, [N, D].</param>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity.</exception>
    public double Bic(Tensor x) => Bic(MeanLogLikelihood(x) * x.size(0), x.size(0));

    /// <param name="logLikelihood">Σ log p(x), in nats.</param>
    internal double Aic(double logLikelihood) => (2 * ParameterCount) - (2 * logLikelihood);

    /// <param name="logLikelihood">Σ log p(x), in nats.</param>
    internal double Bic(double logLikelihood, double count) => (Math.Log(count) * ParameterCount) - (2 * logLikelihood);
}
