using static TorchSharp.torch;

namespace Gmm;

/// <summary>The short way to a fitted mixture; <see cref="ExpectationMaximization"/> also says how the fit went.</summary>
public static class MixtureFitting
{
    extension(GaussianMixture)
    {
        /// <summary>Fits a mixture by expectation-maximisation, from several starts.</summary>
        /// <param name="x">Samples, [N, D], finite.</param>
        /// <param name="components">K, from 1 to N.</param>
        /// <param name="options"><see cref="EmOptions.Robust"/> if null.</param>
        /// <param name="sampleWeights">How often each sample counts, [N], 0 or more; once if null.</param>
        /// <param name="progress">Told of every iteration, on the calling thread.</param>
        /// <param name="cancellationToken">Ends the fit early and normally.</param>
        /// <exception cref="ArgumentException">x, components, options or sampleWeights are not as above.</exception>
        /// <exception cref="ArithmeticException">A covariance lost a dimension.</exception>
        public static GaussianMixture Fit(
            Samples x,
            int components,
            EmOptions? options = null,
            Tensor? sampleWeights = null,
            IProgress<EmStep>? progress = null,
            CancellationToken cancellationToken = default) => ExpectationMaximization.Fit(
                x, components, options ?? EmOptions.Robust, sampleWeights, progress, cancellationToken).Mixture;
    }
}
