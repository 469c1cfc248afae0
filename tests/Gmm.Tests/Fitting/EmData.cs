using System.Text.Json;
using CsCheck;
using static TorchSharp.torch;

namespace Gmm.Tests.Fitting;

/// <summary>Samples and a start to fit from, in plain numbers, to generate, rearrange and print.</summary>
internal sealed record EmData(double[][] Samples, double[] Weights, double[][] Means, CovarianceType Type)
{
    public static Gen<EmData> Any() =>
        from features in Gen.Int[1, 3]
        from components in Gen.Int[1, 4]
        from samples in Gen.Double[-4, 4].Array[features].Array[20, 60]
        from weights in Gen.Double[0.2, 1].Array[components]
        from means in Gen.Double[-4, 4].Array[features].Array[components]
        from type in Gen.Enum<CovarianceType>()
        select new EmData(samples, weights, means, type);

    public int Features => Samples[0].Length;

    /// <summary>Samples, float64, [N, D].</summary>
    public Tensor X() => Rows(Samples);

    /// <summary>Components around the means, two wide in every direction: of every covariance type.</summary>
    public GaussianMixture Start()
    {
        double[,] covariance = new double[Features, Features];
        for (int d = 0; d < Features; d++)
        {
            covariance[d, d] = 4;
        }

        double[,] means = new double[Means.Length, Features];
        for (int i = 0; i < means.Length; i++)
        {
            means[i / Features, i % Features] = Means[i / Features][i % Features];
        }

        return new(Type, Weights, means, [.. Means.Select(_ => covariance)]);
    }

    public EmResult Fit(EmOptions? options = null, Tensor? sampleWeights = null, IProgress<EmStep>? progress = null) =>
        ExpectationMaximization.Fit(X(), Start(), (options ?? new()) with { CovarianceType = Type }, sampleWeights, progress);

    public override string ToString() => JsonSerializer.Serialize(this);

    public static Tensor Rows(double[][] rows) => tensor(rows.SelectMany(row => row).ToArray()).reshape(rows.Length, -1);
}
