namespace Gmm;

/// <summary>
/// A Gaussian mixture that is finished: what a fit returns. Where <see cref="GaussianMixModel"/> has parameters to train, this
/// has numbers that do not change, in float64, with covariances of any type.
/// </summary>
/// <remarks>N samples, D features, K components. It holds no tensors: there is nothing to dispose of.</remarks>
public sealed partial class GaussianMixture : IDensity
{
    private readonly double[] _weights;
    private readonly double[] _means;
    private readonly double[] _covariances; // [K, D] variances where axes are independent, else [K, D, D]
    private readonly double[] _scales;      // of the same shape: standard deviations, or Cholesky factors
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
            Normalised(weights),
            Flat(means, weights.Count),
            Flat(covarianceType, covariances, weights.Count, means.GetLength(1)))
    {
    }

    /// <summary>Takes the arrays over. weights sum to 1; covariances are [K, D] where axes are independent, else [K, D, D].</summary>
    internal GaussianMixture(CovarianceType covarianceType, double[] weights, double[] means, double[] covariances)
    {
        CovarianceType = covarianceType;
        Components = weights.Length;
        Features = means.Length / weights.Length;
        (_weights, _means, _covariances) = (weights, means, covariances);
        _scales = new double[covariances.Length];
        _atMeans = new double[weights.Length];
        Prepare();
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
    public double[,] Means => Rows(_means);

    /// <summary>Standard deviation along each axis, [K, D]: the square roots of the covariances' diagonals.</summary>
    public double[,] Stdevs
    {
        get
        {
            double[,] stdevs = new double[Components, Features];
            for (int k = 0; k < Components; k++)
            {
                for (int d = 0; d < Features; d++)
                {
                    stdevs[k, d] = Math.Sqrt(_covariances[HasIndependentAxes ? (k * Features) + d : (((k * Features) + d) * Features) + d]);
                }
            }

            return stdevs;
        }
    }

    /// <summary>How many numbers a fit was free to choose: K - 1 weights, K·D means, and the covariances.</summary>
    /// <remarks>
    /// Of covariances, diagonal has K·D, spherical K, tied D(D+1)/2 and full K·D(D+1)/2. Of weights, there are none to choose under
    /// <see cref="EmOptions.EqualWeights"/>.
    /// </remarks>
    public int ParameterCount => (HasEqualWeights ? 0 : Components - 1) + (Components * Features) + CovarianceType switch
    {
        CovarianceType.Diagonal => Components * Features,
        CovarianceType.Spherical => Components,
        CovarianceType.Tied => Features * (Features + 1) / 2,
        _ => Components * Features * (Features + 1) / 2,
    };

    /// <summary>Whether the weights were given, all the same, and not chosen by the fit.</summary>
    public bool HasEqualWeights { get; internal init; }

    /// <summary>True for diagonal and spherical covariances: no axis says anything about another.</summary>
    internal bool HasIndependentAxes => CovarianceType is CovarianceType.Diagonal or CovarianceType.Spherical;

    /// <summary>Covariance of one component, [D, D].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public double[,] Covariance(int component)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(component);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(component, Components);
        double[,] covariance = new double[Features, Features];
        for (int i = 0; i < Features; i++)
        {
            for (int j = 0; j < Features; j++)
            {
                covariance[i, j] = HasIndependentAxes
                    ? (i == j ? _covariances[(component * Features) + i] : 0)
                    : _covariances[(((component * Features) + i) * Features) + j];
            }
        }

        return covariance;
    }

    /// <returns>Components, features and the type of covariance.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"GaussianMixture({Components} components, {Features} features, {Named(CovarianceType)} covariance)");

    internal static string Named(CovarianceType type) => type.ToString().ToLowerInvariant();
}
