namespace Gmm;

/// <summary>The short way from batches to a fitted mixture; <see cref="ExpectationMaximization"/> also says how the fit went.</summary>
public static class StreamFitting
{
    extension(GaussianMixture)
    {
        /// <summary>Fits a mixture to samples that come in batches, in constant memory.</summary>
        /// <param name="batches">Each [N, D] with an N of its own; read once an iteration, so it has to give the same ones each time.</param>
        /// <param name="components">K.</param>
        /// <param name="options"><see cref="EmOptions.Robust"/> if null.</param>
        /// <param name="progress">Told of every iteration, on the calling thread.</param>
        /// <param name="cancellationToken">Ends the fit early and normally.</param>
        /// <exception cref="ArgumentException">There is no batch, or one is null or of another D; or components or options make no sense.</exception>
        /// <exception cref="ArithmeticException">A covariance lost a dimension.</exception>
        /// <exception cref="InvalidDataException">The batches were not the same each time.</exception>
        public static GaussianMixture Fit(
            IEnumerable<Samples> batches,
            int components,
            EmOptions? options = null,
            IProgress<EmStep>? progress = null,
            CancellationToken cancellationToken = default) =>
            ExpectationMaximization.Fit(batches, components, options, progress, cancellationToken).Mixture;
    }
}
