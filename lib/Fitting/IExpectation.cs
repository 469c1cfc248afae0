namespace Gmm;

/// <summary>The E step over a fixed set of samples: responsibilities, summed up as the M step will need them.</summary>
internal interface IExpectation
{
    /// <param name="mixture">Whose responsibilities.</param>
    /// <returns>Σ w·log p(x), in nats, with w the samples' weights; and the samples' moments around the mixture's means.</returns>
    public (double LogLikelihood, Moments Moments) Run(GaussianMixture mixture);
}
