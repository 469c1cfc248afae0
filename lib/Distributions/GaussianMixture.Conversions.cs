using static TorchSharp.torch;

namespace Gmm;

/// <summary>From and to the other forms of a mixture.</summary>
public sealed partial class GaussianMixture
{
    /// <summary>A mixture with axis-aligned components.</summary>
    /// <param name="weights">One a component, [K], 0 or more; only their ratios count.</param>
    /// <param name="means">Means, [K, D].</param>
    /// <param name="stdevs">Standard deviations, above 0, [K, D].</param>
    /// <exception cref="ArgumentException">The shapes do not fit together, or a value is out of range.</exception>
    public static GaussianMixture Diagonal(IReadOnlyList<double> weights, double[,] means, double[,] stdevs)
    {
        double[] normalised = Normalised(weights);
        double[] flatMeans = Flat(means, weights.Count);
        double[] flatStdevs = Flat(stdevs, weights.Count, nameof(stdevs));
        return flatStdevs.Length == flatMeans.Length
            ? new(CovarianceType.Diagonal, normalised, flatMeans, Array.ConvertAll(flatStdevs, s => s * s))
            : throw new ArgumentException(
                $"stdevs is [{weights.Count}, {stdevs.GetLength(1)}]: expected [{weights.Count}, {means.GetLength(1)}], as means.", nameof(stdevs));
    }

    /// <summary>The mixture that a distribution describes, for example the one that data were drawn from.</summary>
    /// <param name="distribution">A mixture of <c>Independent(Normal)</c> of D features, without batch axes.</param>
    /// <exception cref="ArgumentException">The components are no such Gaussians.</exception>
    public static GaussianMixture From(MixtureSameFamily distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        bool plain = distribution.batch_shape.Length == 0 && distribution.event_shape.Length == 1;
        if (!plain || distribution.component_distribution is not TorchSharp.Modules.Independent)
        {
            throw new ArgumentException(
                $"distribution is {distribution}: expected Independent(Normal, 1) components and batch shape [].", nameof(distribution));
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var components = distribution.component_distribution;
        double[] variances = Array.ConvertAll(SampleMatrix.Flat(components.stddev), s => s * s);
        return new(
            CovarianceType.Diagonal,
            Normalised(SampleMatrix.Flat(distribution.mixture_distribution.probs)),
            SampleMatrix.Flat(components.mean),
            variances);
    }

    /// <summary>A mixture of mixtures: all their components together. Averaging several fits steadies what each got by chance.</summary>
    /// <param name="mixtures">Of the same features and covariance type; tied ones give full covariances.</param>
    /// <param name="shares">One a mixture, 0 or more; only their ratios count. Equal if null.</param>
    /// <exception cref="ArgumentException">No mixture, or they differ in features or covariance type, or shares do not fit.</exception>
    public static GaussianMixture Average(IReadOnlyList<GaussianMixture> mixtures, IReadOnlyList<double>? shares = null)
    {
        ArgumentNullException.ThrowIfNull(mixtures);
        if (mixtures.DistinctBy(m => (m.Features, m.CovarianceType)).Count() != 1)
        {
            throw new ArgumentException(
                "mixtures is empty, or they differ: expected the same number of features and covariance type in all.", nameof(mixtures));
        }

        double[] normalised = Normalised(shares ?? [.. mixtures.Select(_ => 1.0)], nameof(shares));
        if (normalised.Length != mixtures.Count)
        {
            throw new ArgumentException(
                $"shares has {normalised.Length} entries for {mixtures.Count} mixtures: expected one each.", nameof(shares));
        }

        var type = mixtures[0].CovarianceType == CovarianceType.Tied ? CovarianceType.Full : mixtures[0].CovarianceType;
        return new(
            type,
            [.. mixtures.SelectMany((m, i) => m._weights.Select(w => w * normalised[i]))],
            [.. mixtures.SelectMany(m => m._means)],
            [.. mixtures.SelectMany(m => m._covariances)]);
    }

    /// <summary>The same mixture as a distribution, to draw and to compare with.</summary>
    /// <param name="dtype">float32 if null.</param>
    /// <exception cref="InvalidOperationException">The covariances are tied or full: TorchSharp has no such Gaussian.</exception>
    public MixtureSameFamily ToDistribution(ScalarType? dtype = null)
    {
        using var scope = NewDisposeScope();
        var (weights, means, stdevs) = ToTensors(dtype ?? ScalarType.Float32);
        return GaussianMixModel.MixtureOf(weights, means, stdevs);
    }

    /// <returns>Weights [K], means [K, D] and standard deviations [K, D].</returns>
    /// <exception cref="InvalidOperationException">The covariances are tied or full.</exception>
    internal (Tensor Weights, Tensor Means, Tensor Stdevs) ToTensors(ScalarType dtype) => HasIndependentAxes
        ? (tensor(_weights, dtype), tensor(Means, dtype), tensor(Stdevs, dtype))
        : throw new InvalidOperationException(
            $"{this} has no standard deviations along the axes that would describe it: expected diagonal or spherical covariances.");

    private double[,] Rows(double[] flat)
    {
        double[,] rows = new double[Components, Features];
        Buffer.BlockCopy(flat, 0, rows, 0, flat.Length * sizeof(double));
        return rows;
    }
}
