namespace Gmm.Cluster;

/// <summary>Samples of a model, drawn one by one without torch: as fast as files are written.</summary>
internal sealed class Draws
{
    private readonly Random _random;
    private readonly double[] _priors;
    private readonly GaussianMixture[] _mixtures;
    private readonly Covariance[] _covariances;

    /// <exception cref="UsageException">A class's density is no mixture.</exception>
    public Draws(FittedModel model, int seed)
    {
        _random = new(seed);
        _priors = model.Classifier is { } classifier ? [.. classifier.Priors] : [1];
        _mixtures = model.Alone is { } mixture
            ? [mixture]
            : [.. model.Classifier!.ClassDensities.Select(d => d as GaussianMixture ?? throw new UsageException($"The model has a {d.GetType().Name}: expected mixtures."))];
        _covariances = [.. _mixtures.Select(m => m.CovarianceType.Covariance())];
    }

    /// <param name="x">[D], to be filled.</param>
    /// <returns>Its class.</returns>
    public int Next(Span<double> x)
    {
        int c = Choose(_priors);
        var mixture = _mixtures[c];
        int k = Choose(mixture.Weights);
        for (int d = 0; d < x.Length; d++)
        {
            x[d] = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()); // Box and Muller
        }

        _covariances[c].Correlate(mixture.Scale(k), x);
        for (int d = 0; d < x.Length; d++)
        {
            x[d] += mixture.Mean(k)[d];
        }

        return c;
    }

    private int Choose(IReadOnlyList<double> shares)
    {
        double left = _random.NextDouble();
        for (int i = 0; i < shares.Count - 1; i++)
        {
            left -= shares[i];
            if (left < 0)
            {
                return i;
            }
        }

        return shares.Count - 1;
    }
}
