using System.Text.Json;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>One fit that scikit-learn 1.2.1 was recorded to make from a given start: tests/reference/record_sklearn.py.</summary>
internal sealed record EmCase(JsonElement Data, JsonElement Case)
{
    private static readonly JsonElement File = Recorded.Open("em");

    private static readonly Dictionary<string, EmCase> All = File.At("cases").EnumerateArray().ToDictionary(
        c => c.GetProperty("name").GetString()!,
        c => new EmCase(File.At("data")[c.GetProperty("data").GetInt32()], c));

    public static TheoryData<string> Names() => [.. All.Keys];

    public static EmCase Of(string name) => All[name];

    /// <summary>Each of the recorded data sets, with its clusters.</summary>
    public static JsonElement DataSet(int index) => File.At("data")[index];

    /// <summary>Samples, float64, [N, D].</summary>
    public Tensor X => Data.At("x").Values();

    public CovarianceType Type => TypeOf(Case.At("type").GetString()!);

    public EmOptions Options => new()
    {
        CovarianceType = Type,
        Tolerance = Case.At("tol").GetDouble(),
        MaxIterations = Case.At("max_iter").GetInt32(),
        RegCovar = Case.At("reg_covar").GetDouble(),
    };

    public JsonElement Outcome => Case.At("fit");

    public GaussianMixture Start => new(
        Type,
        Numbers(Case.At("start", "weights")),
        Matrix(Case.At("start", "means")),
        [.. Enumerable.Range(0, Case.At("K").GetInt32()).Select(k => Covariance(Case.At("start", "covariances"), k, (int)X.size(1)))]);

    public static CovarianceType TypeOf(string name) => name switch
    {
        "diag" => CovarianceType.Diagonal,
        "spherical" => CovarianceType.Spherical,
        "tied" => CovarianceType.Tied,
        _ => CovarianceType.Full,
    };

    /// <summary>Same shape and numbers as recorded: weights, means and covariances, the latter as scikit-learn lays them out.</summary>
    public static void AssertMixture(JsonElement recorded, GaussianMixture mixture, double tolerance)
    {
        int d = mixture.Features;
        var covariances = Enumerable.Range(0, mixture.Components).Select(mixture.Covariance).ToArray();
        var laidOut = mixture.CovarianceType switch
        {
            CovarianceType.Diagonal => tensor(covariances.SelectMany(c => Enumerable.Range(0, d).Select(i => c[i, i])).ToArray()).reshape(-1, d),
            CovarianceType.Spherical => tensor(covariances.Select(c => c[0, 0]).ToArray()),
            CovarianceType.Tied => tensor(covariances[0]),
            _ => stack(covariances.Select(c => tensor(c))),
        };
        Recorded.Agrees("weights", recorded.At("weights"), tensor(mixture.Weights.ToArray()), tolerance);
        Recorded.Agrees("means", recorded.At("means"), tensor(mixture.Means), tolerance);
        Recorded.Agrees("covariances", recorded.At("covariances"), laidOut, tolerance);
    }

    private double[,] Covariance(JsonElement covariances, int k, int d)
    {
        double[] own = Numbers(Type == CovarianceType.Tied ? covariances : covariances[k]);
        double[,] matrix = new double[d, d];
        for (int cell = 0; cell < d * d; cell++)
        {
            var (i, j) = (cell / d, cell % d);
            matrix[i, j] = own.Length == d * d ? own[cell] : i == j ? own[Math.Min(i, own.Length - 1)] : 0;
        }

        return matrix;
    }

    private static double[] Numbers(JsonElement element) => [.. element.Values().data<double>()];

    private static double[,] Matrix(JsonElement rows)
    {
        double[,] matrix = new double[rows.GetArrayLength(), rows[0].GetArrayLength()];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i / matrix.GetLength(1), i % matrix.GetLength(1)] = rows[i / matrix.GetLength(1)][i % matrix.GetLength(1)].GetDouble();
        }

        return matrix;
    }
}
