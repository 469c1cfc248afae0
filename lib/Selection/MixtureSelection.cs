namespace Gmm;

/// <summary>The short way to a mixture of as many components as the samples ask for; <see cref="ModelSelection"/> also shows the others.</summary>
public static class MixtureSelection
{
    extension(GaussianMixture)
    {
        /// <summary>Fits mixtures of several numbers of components, and chooses one.</summary>
        /// <param name="x">Samples, [N, D], finite.</param>
        /// <param name="components">The fewest and the most components, both included: <c>1..12</c>.</param>
        /// <param name="options">BIC if null; its numbers of components have no say.</param>
        /// <param name="progress">Told of every number tried, on the calling thread.</param>
        /// <param name="cancellationToken">Ends the search early and normally.</param>
        /// <exception cref="ArgumentException">x or components are not as above.</exception>
        public static GaussianMixture Fit(
            Samples x,
            Range components,
            SelectionOptions? options = null,
            IProgress<SelectionRow>? progress = null,
            CancellationToken cancellationToken = default)
        {
            if (components.Start.IsFromEnd || components.End.IsFromEnd)
            {
                throw new ArgumentException($"components is {components}: expected the fewest and the most, as in 1..12.", nameof(components));
            }

            options = (options ?? new()) with { MinComponents = components.Start.Value, MaxComponents = components.End.Value };
            return ModelSelection.Search(x, options, sampleWeights: null, progress, cancellationToken).Winner.Mixture;
        }
    }
}
