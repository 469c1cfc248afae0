namespace Gmm;

/// <summary>The E step over a fixed set of samples: responsibilities, summed up as the M step will need them.</summary>
internal interface IExpectation
{
    /// <param name="mixture">Whose responsibilities.</param>
    /// <param name="threads">Most threads to use; as many as torch uses if null. The sums do not depend on it.</param>
    /// <returns>The samples' statistics around the mixture's means.</returns>
    public SufficientStatistics Run(GaussianMixture mixture, int? threads = null);
}
