using static TorchSharp.torch;

namespace Gmm;

/// <summary>From and to the other forms of a mixture, and checks of plain numbers.</summary>
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
        double[] variances = Array.ConvertAll(Flat(stdevs, weights.Count, nameof(stdevs)), s => s * s);
        double[] flatMeans = Flat(means, weights.Count);
        return variances.Length == flatMeans.Length
            ? new(CovarianceType.Diagonal, normalised, flatMeans, variances)
            : throw new ArgumentException($"stdevs is [{stdevs.GetLength(0)}, {stdevs.GetLength(1)}]: expected [{means.GetLength(0)}, {means.GetLength(1)}], as means.", nameof(stdevs));
    }

    /// <summary>The mixture that a distribution describes, for example the one that data were drawn from.</summary>
    /// <param name="distribution">A mixture of <c>Independent(Normal)</c> of D features, without batch axes.</param>
    /// <exception cref="ArgumentException">The components are no such Gaussians.</exception>
    public static GaussianMixture From(MixtureSameFamily distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.component_distribution is not TorchSharp.Modules.Independent || distribution.batch_shape.Length != 0 || distribution.event_shape.Length != 1)
        {
            throw new ArgumentException($"distribution is {distribution}: expected Independent(Normal, 1) components and batch shape [].", nameof(distribution));
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
        if (mixtures.Count == 0 || mixtures.Any(m => m.Features != mixtures[0].Features || m.CovarianceType != mixtures[0].CovarianceType))
        {
            throw new ArgumentException("mixtures is empty, or they differ: expected the same number of features and covariance type in all.", nameof(mixtures));
        }

        double[] normalised = Normalised(shares ?? [.. mixtures.Select(_ => 1.0)], nameof(shares));
        if (normalised.Length != mixtures.Count)
        {
            throw new ArgumentException($"shares has {normalised.Length} entries for {mixtures.Count} mixtures: expected one each.", nameof(shares));
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
        ? (tensor(_weights, dtype), tensor(_means, dtype).reshape(Components, Features), tensor(_scales, dtype).reshape(Components, Features))
        : throw new InvalidOperationException(
            $"{this} has no standard deviations along the axes that would describe it: expected diagonal or spherical covariances.");

    private double[,] Rows(double[] flat)
    {
        double[,] rows = new double[Components, Features];
        Buffer.BlockCopy(flat, 0, rows, 0, flat.Length * sizeof(double));
        return rows;
    }

    private static double[] Normalised(IReadOnlyList<double> weights, string name = "weights")
    {
        ArgumentNullException.ThrowIfNull(weights, name);
        double total = weights.Sum();
        return weights.All(w => w >= 0) && total > 0 && double.IsFinite(total)
            ? [.. weights.Select(w => w / total)]
            : throw new ArgumentException(
                FormattableString.Invariant($"{name} is [{string.Join(", ", weights)}]: expected numbers of 0 or more, and one above 0."), name);
    }

    /// <summary>[K, D] → K·D numbers, all finite.</summary>
    private static double[] Flat(double[,] rows, int components, string name = "means")
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        double[] flat = [.. rows.Cast<double>()];
        return rows.GetLength(0) == components && flat.Length > 0 && flat.All(double.IsFinite)
            ? flat
            : throw new ArgumentException(
                $"{name} is [{rows.GetLength(0)}, {rows.GetLength(1)}]: expected [{components}, D], a row for each weight, all finite.", name);
    }

    private static double[] Flat(CovarianceType type, IReadOnlyList<double[,]> covariances, int components, int features)
    {
        ArgumentNullException.ThrowIfNull(covariances);
        if (covariances.Count != components || covariances.Any(c => c.GetLength(0) != features || c.GetLength(1) != features))
        {
            throw new ArgumentException($"covariances are not {components} matrices of [{features}, {features}]: expected one for each weight.", nameof(covariances));
        }

        int wrong = Enumerable.Range(0, components).FirstOrDefault(k => !IsOf(type, covariances[k], covariances[0]), -1);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"covariances[{wrong}] is not {type.ToString().ToLowerInvariant()}: expected a symmetric matrix; off the diagonal 0 where axes are " +
                "independent; on it one number where spherical; all the same where tied.", nameof(covariances));
        }

        bool independent = type is CovarianceType.Diagonal or CovarianceType.Spherical;
        return independent
            ? [.. covariances.SelectMany(c => Enumerable.Range(0, features).Select(d => c[d, d]))]
            : [.. covariances.SelectMany(c => c.Cast<double>())];
    }

    private static bool IsOf(CovarianceType type, double[,] matrix, double[,] first)
    {
        var cells = from i in Enumerable.Range(0, matrix.GetLength(0)) from j in Enumerable.Range(0, matrix.GetLength(1)) select (i, j);
        return cells.All(cell => matrix[cell.i, cell.j].Equals(matrix[cell.j, cell.i]) && type switch
        {
            CovarianceType.Diagonal => cell.i == cell.j || matrix[cell.i, cell.j] == 0,
            CovarianceType.Spherical => matrix[cell.i, cell.j].Equals(cell.i == cell.j ? matrix[0, 0] : 0),
            CovarianceType.Tied => matrix[cell.i, cell.j].Equals(first[cell.i, cell.j]),
            _ => true,
        });
    }
}
