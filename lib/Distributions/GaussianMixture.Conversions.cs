using System.Text.Json;
using static TorchSharp.torch;

namespace Gmm;

/// <content>One component at a time, and from and to the other forms of a mixture: numbers, distributions, files.</content>
public sealed partial class GaussianMixture
{
    /// <summary>A mixture with axis-aligned components.</summary>
    /// <param name="weights">One a component, [K], 0 or more; only their ratios count.</param>
    /// <param name="means">Means, [K, D].</param>
    /// <param name="standardDeviations">σ, above 0, [K, D].</param>
    /// <exception cref="ArgumentException">The shapes do not fit together, or a value is out of range.</exception>
    public static GaussianMixture Diagonal(IReadOnlyList<double> weights, double[,] means, double[,] standardDeviations)
    {
        double[] normalised = MixtureArguments.Normalised(weights);
        double[] flatMeans = MixtureArguments.Flat(means, weights.Count);
        double[] sigma = MixtureArguments.Flat(standardDeviations, weights.Count, nameof(standardDeviations));
        return sigma.Length == flatMeans.Length && sigma.All(s => s > 0)
            ? new(CovarianceType.Diagonal, normalised, flatMeans, Array.ConvertAll(sigma, s => s * s))
            : throw new ArgumentException(
                $"standardDeviations is [{weights.Count}, {standardDeviations.GetLength(1)}]: expected [{weights.Count}, {means.GetLength(1)}], as means, all above 0.",
                nameof(standardDeviations));
    }

    /// <summary>The mixture that a distribution describes, for example the one that data were drawn from.</summary>
    /// <param name="distribution">A mixture of <c>Independent(Normal)</c> of D features, without batch axes.</param>
    /// <exception cref="ArgumentException">
    /// The components are no such Gaussians. TorchSharp's <c>MultivariateNormal</c> keeps its covariance to itself.
    /// </exception>
    public static GaussianMixture From(MixtureSameFamily distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.batch_shape.Length != 0 || distribution.event_shape.Length != 1 || distribution.Normals is not { } normals)
        {
            throw new ArgumentException(
                $"distribution is {distribution}: expected Independent(Normal, 1) components and batch shape [].", nameof(distribution));
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return new(
            CovarianceType.Diagonal,
            MixtureArguments.Normalised(Samples.Flat(distribution.mixture_distribution.probs)),
            Samples.Flat(normals.mean),
            Array.ConvertAll(Samples.Flat(normals.stddev), s => s * s));
    }

    /// <summary>A mixture of mixtures: all their components together. Averaging several fits steadies what each got by chance.</summary>
    /// <param name="mixtures">Of the same features and covariance type; tied ones give full covariances.</param>
    /// <param name="shares">One a mixture, 0 or more; only their ratios count. Equal if null.</param>
    /// <exception cref="ArgumentException">No mixture, or they differ in features or covariance type, or shares do not fit.</exception>
    public static GaussianMixture Average(IReadOnlyList<GaussianMixture> mixtures, IReadOnlyList<double>? shares = null)
    {
        Require.NoNulls(mixtures, nameof(mixtures));
        if (mixtures.DistinctBy(m => (m.Features, m.CovarianceType)).Count() != 1)
        {
            throw new ArgumentException(
                "mixtures is empty, or they differ: expected the same number of features and covariance type in all.", nameof(mixtures));
        }

        double[] normalised = MixtureArguments.Normalised(shares ?? [.. mixtures.Select(_ => 1.0)], nameof(shares));
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
    /// <param name="dtype">Float32 if null, or Float64.</param>
    /// <returns>Over <c>Independent(Normal)</c> for diagonal and spherical covariances, else over <c>MultivariateNormal</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">dtype is neither of the two.</exception>
    public MixtureSameFamily ToDistribution(ScalarType? dtype = null)
    {
        Require.FloatingPoint(dtype, nameof(dtype));
        using var scope = NewDisposeScope();
        var covariances = tensor([.. Enumerable.Range(0, Components).SelectMany(k => Covariance(k).Cast<double>())]).reshape(Components, Features, Features);
        var components = _covariance.ToDistribution(tensor(Means, dtype ?? ScalarType.Float32), covariances);
        // By logits: given probabilities, Categorical would clamp them, and a weight of 0 would come back as the dtype's ε.
        return new(distributions.Categorical(logits: tensor(_weights).log().to(dtype ?? ScalarType.Float32)), components);
    }

    /// <summary>Writes the mixture as JSON that a person can read; a file that is already there is replaced in one step, or not at all.</summary>
    /// <param name="path">A file in a folder that exists.</param>
    /// <exception cref="IOException">The file could not be written; what was there is still there.</exception>
    public void Save(string path) => JsonFile.Write(path, nameof(GaussianMixture), WriteTo);

    /// <summary>A mixture as <see cref="Save"/> wrote it: its log-densities are the same to the bit.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no mixture, damaged, or from a newer version.</exception>
    public static GaussianMixture Open(string path) => JsonFile.Read(path, nameof(GaussianMixture), ReadFrom);

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("covarianceType", CovarianceType.ToString());
        json.WriteBoolean("equalWeights", HasEqualWeights);
        JsonFile.WriteNumbers(json, "weights", _weights);
        JsonFile.WriteNumbers(json, "means", _means, Features);
        JsonFile.WriteNumbers(json, "covariances", _covariances, _covariances.Length / Components);
    }

    internal static GaussianMixture ReadFrom(JsonElement json)
    {
        var type = Enum.Parse<CovarianceType>(json.GetProperty("covarianceType").GetString()!);
        var (weights, means, covariances) =
            (JsonFile.Numbers(json, "weights"), JsonFile.Numbers(json, "means"), JsonFile.Numbers(json, "covariances"));
        return weights.Length > 0 && means.Length > 0 && means.Length % weights.Length == 0
            && covariances.Length == weights.Length * type.Covariance().Size(means.Length / weights.Length)
            ? new(type, weights, means, covariances) { HasEqualWeights = json.GetProperty("equalWeights").GetBoolean() }
            : throw new FormatException($"{weights.Length} weights, {means.Length} means and {covariances.Length} covariances do not fit together.");
    }

    internal ReadOnlySpan<double> Mean(int k) => _means.AsSpan(k * Features, Features);

    /// <summary>Standard deviations [D] where axes are independent, else the Cholesky factor [D, D].</summary>
    internal ReadOnlySpan<double> Scale(int k) => Own(_scales, k);

    /// <summary>All means, [K, D].</summary>
    internal double[] FlatMeans => [.. _means];

    /// <summary>Covariance of component k, as the type stores it.</summary>
    internal ReadOnlySpan<double> OwnCovariance(int k) => Own(_covariances, k);

    /// <summary>What its M step needs.</summary>
    internal SecondMoments Moments => _covariance.Moments;

    internal bool HasIndependentAxes => _covariance.IsAxisAligned;

    /// <summary>Σ w·log p(x), and Σ w.</summary>
    internal (double Sum, double Count) LogLikelihood(Samples x, double[]? weights)
    {
        double[] densities = LogDensities(x);
        return weights is null ? (densities.Sum(), x.Count) : (densities.Zip(weights, (d, w) => w > 0 ? w * d : 0).Sum(), weights.Sum());
    }

    internal double Aic(double logLikelihood) => (2 * ParameterCount) - (2 * logLikelihood);

    internal double Bic((double Sum, double Count) logLikelihood) => (Math.Log(logLikelihood.Count) * ParameterCount) - (2 * logLikelihood.Sum);

    /// <exception cref="InvalidOperationException">The covariances are tied or full.</exception>
    internal ComponentTensors ToTensors() => HasIndependentAxes
        ? new(tensor(_weights), tensor(Means), tensor(StandardDeviations))
        : throw new InvalidOperationException(
            $"{this} has no standard deviations along the axes that would describe it: expected diagonal or spherical covariances.");

    private Span<double> Own(double[] values, int k) => values.AsSpan(k * (values.Length / Components), values.Length / Components);

    private double[,] Table(Func<int, int, double> cell)
    {
        double[,] table = new double[Components, Features];
        for (int i = 0; i < table.Length; i++)
        {
            table[i / Features, i % Features] = cell(i / Features, i % Features);
        }

        return table;
    }
}
