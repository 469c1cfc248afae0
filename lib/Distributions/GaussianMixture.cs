using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// A Gaussian mixture that is finished: what a fit returns, and what can be saved. Where <see cref="GaussianMixModel"/> has
/// parameters to train, this has numbers that do not change, in float64, with covariances of any type.
/// </summary>
/// <remarks>N samples, D features, K components. It holds no tensors: there is nothing to dispose of.</remarks>
public sealed partial class GaussianMixture : IDensity
{
    private readonly Covariance _covariance;
    private readonly double[] _weights;
    private readonly double[] _means;
    private readonly double[] _covariances; // [K, Size], as the covariance type stores them
    private readonly double[] _scales;      // the same
    private readonly double[] _atMeans;     // [K]: log π + log N(μ | μ, Σ)

    /// <param name="covarianceType">What shape the covariances have.</param>
    /// <param name="weights">One a component, [K], 0 or more; only their ratios count.</param>
    /// <param name="means">Means, [K, D].</param>
    /// <param name="covariances">One matrix a component, K times [D, D]; of tied ones, K times the same.</param>
    /// <exception cref="ArgumentException">
    /// The shapes do not fit together, a weight is negative or all are 0, or a covariance is not symmetric and positive
    /// definite, or not of its type.
    /// </exception>
    public GaussianMixture(
        CovarianceType covarianceType, IReadOnlyList<double> weights, double[,] means, IReadOnlyList<double[,]> covariances)
        : this(
            covarianceType,
            MixtureArguments.Normalised(weights),
            MixtureArguments.Flat(means, weights.Count),
            MixtureArguments.Stored(covarianceType, covariances, weights.Count, means.GetLength(1)))
    {
    }

    /// <summary>Takes the arrays over. weights sum to 1; covariances are as their type stores them.</summary>
    /// <exception cref="ArgumentException">A covariance is not positive definite.</exception>
    internal GaussianMixture(CovarianceType covarianceType, double[] weights, double[] means, double[] covariances)
    {
        CovarianceType = covarianceType;
        Components = weights.Length;
        Features = means.Length / weights.Length;
        (_covariance, _weights, _means, _covariances) = (covarianceType.Covariance(), weights, means, covariances);
        _scales = new double[covariances.Length];
        _atMeans = new double[weights.Length];
        for (int k = 0; k < Components; k++)
        {
            if (!_covariance.Factor(Own(_covariances, k), Own(_scales, k), Features))
            {
                throw new ArgumentException(
                    $"covariances[{k}] is not positive definite: expected a variance above 0 in every direction.", nameof(covariances));
            }

            _atMeans[k] = Math.Log(weights[k]) - (0.5 * Features * Math.Log(2 * Math.PI)) - _covariance.HalfLogDeterminant(Own(_scales, k), Features);
        }
    }

    /// <summary>What shape the covariances have.</summary>
    public CovarianceType CovarianceType { get; }

    /// <summary>K, the number of components.</summary>
    public int Components { get; }

    /// <inheritdoc/>
    public int Features { get; }

    /// <summary>Weights, [K]; they sum to 1.</summary>
    public IReadOnlyList<double> Weights => _weights.AsReadOnly();

    /// <summary>Means, [K, D].</summary>
    public double[,] Means => Table((k, d) => _means[(k * Features) + d]);

    /// <summary>Standard deviation along each axis, [K, D]: the square roots of the covariances' diagonals.</summary>
    public double[,] StandardDeviations => Table((k, d) => Math.Sqrt(_covariance.At(Own(_covariances, k), Features, d, d)));

    /// <summary>How many numbers a fit was free to choose: K - 1 weights, K·D means, and the covariances.</summary>
    /// <remarks>
    /// Of covariances, diagonal has K·D, spherical K, tied D(D+1)/2 and full K·D(D+1)/2. Of weights, there are none to choose
    /// where <see cref="HasEqualWeights"/>.
    /// </remarks>
    public int ParameterCount =>
        (HasEqualWeights ? 0 : Components - 1) + (Components * Features) + _covariance.ParameterCount(Components, Features);

    /// <summary>Whether the weights were given, all the same, and not chosen by the fit.</summary>
    public bool HasEqualWeights { get; internal init; }

    /// <summary>Covariance of one component, [D, D].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public double[,] Covariance(int component)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(component);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(component, Components);
        double[,] covariance = new double[Features, Features];
        for (int cell = 0; cell < covariance.Length; cell++)
        {
            var (i, j) = (cell / Features, cell % Features);
            covariance[i, j] = _covariance.At(Own(_covariances, component), Features, i, j);
        }

        return covariance;
    }

    /// <summary>Natural logarithm of the density at each sample, log Σ_k π_k N(x | μ_k, Σ_k).</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Log-densities in nats, [N]; computed in float64.</returns>
    /// <exception cref="ArgumentException">x is not [N, D].</exception>
    public Tensor LogDensity(Samples x) => x.Of(Features).Like(LogDensities(x), x.Count);

    /// <inheritdoc/>
    Tensor IDensity.LogDensity(Tensor x) => LogDensity(x);

    /// <summary>How likely each component is to have made each sample: its share of the density there, the responsibility.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Shares, [N, K]; each row sums to 1.</returns>
    /// <exception cref="ArgumentException">x is not [N, D].</exception>
    public Tensor Probabilities(Samples x)
    {
        double[] responsibilities = new double[x.Of(Features).Count * Components];
        LogDensities(x, responsibilities);
        return x.Like(responsibilities, x.Count, Components);
    }

    /// <summary>The component that most likely made each sample: a clustering.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Components 0..K-1, int64, [N].</returns>
    /// <exception cref="ArgumentException">x is not [N, D].</exception>
    public Tensor Predict(Samples x)
    {
        double[] shares = new double[x.Of(Features).Count * Components];
        LogDensities(x, shares);
        return x.Like([.. Enumerable.Range(0, x.Count).Select(n => (long)LogSumExp.Largest(shares.AsSpan(n * Components, Components)))]);
    }

    /// <summary>Mean log-density of the samples: of fresh ones, what fits are compared by.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Nats a sample.</returns>
    /// <exception cref="ArgumentException">x is not [N, D].</exception>
    public double Score(Samples x) => LogDensities(x.Of(Features)).Average();

    /// <summary>Akaike's criterion, 2·parameters - 2·log-likelihood: lower is better.</summary>
    /// <param name="x">The samples that the mixture was fitted to, [N, D].</param>
    /// <param name="sampleWeights">How often each sample counts, [N]; once if null.</param>
    /// <exception cref="ArgumentException">x is not [N, D], or sampleWeights are not [N], finite and 0 or more.</exception>
    public double Aic(Samples x, Tensor? sampleWeights = null) => Aic(LogLikelihood(x.Of(Features), x.Weights(sampleWeights)).Sum);

    /// <summary>
    /// The Bayesian information criterion, log N·parameters - 2·log-likelihood: lower is better. It asks more of a parameter
    /// than <see cref="Aic(Samples, Tensor)"/> does, and so takes fewer components.
    /// </summary>
    /// <param name="x">The samples that the mixture was fitted to, [N, D].</param>
    /// <param name="sampleWeights">How often each sample counts, [N], so that N is their sum; once if null.</param>
    /// <exception cref="ArgumentException">x is not [N, D], or sampleWeights are not [N], finite and 0 or more.</exception>
    public double Bic(Samples x, Tensor? sampleWeights = null) => Bic(LogLikelihood(x.Of(Features), x.Weights(sampleWeights)));

    /// <summary>Draws samples, from torch's generator: after <c>manual_seed</c>, the same ones.</summary>
    /// <param name="count">N.</param>
    /// <param name="dtype">Float32 if null, or Float64.</param>
    /// <returns>Samples, [N, D].</returns>
    /// <exception cref="ArgumentOutOfRangeException">count is below 1, or dtype neither of the two.</exception>
    public Tensor Sample(int count, ScalarType? dtype = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Require.FloatingPoint(dtype, nameof(dtype));
        using var scope = NewDisposeScope();
        double[] chosen = Samples.Flat(multinomial(tensor(_weights), count, replacement: true));
        double[] values = Samples.Flat(randn(count, Features, dtype: ScalarType.Float64));
        for (int n = 0; n < count; n++)
        {
            var z = values.AsSpan(n * Features, Features);
            var mean = Mean((int)chosen[n]);
            _covariance.Correlate(Scale((int)chosen[n]), z);
            for (int d = 0; d < z.Length; d++)
            {
                z[d] += mean[d];
            }
        }

        return tensor(values).reshape(count, Features).to(dtype ?? ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <returns>Components, features and the type of covariance.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"GaussianMixture({Components} components, {Features} features, {_covariance.Name} covariance)");
}
