using System.Numerics;
using CsCheck;
using Xunit;

namespace Gmm.Tests.Kernel;

/// <summary>A mixture and samples near it, some of weight 0.</summary>
internal sealed record PassCase(GaussianMixture Mixture, Samples Samples, double[]? Weights)
{
    /// <summary>The rounding of some thousands of operations.</summary>
    public const double Tolerance = 1e-11;

    public static Gen<PassCase> Any() =>
        from seed in Gen.Int[0, 1_000_000]
        from type in Gen.Enum<CovarianceType>()
        from features in Gen.Frequency((3, Gen.Int[1, 9]), (1, Gen.Int[10, 70]))
        from components in Gen.Int[1, 20]
        from count in Gen.Frequency((3, Gen.Int[1, 100]), (1, Gen.Int[100, features < 10 ? 5000 : 400]))
        select Draw(new(seed), type, count, features, components);

    /// <summary>Numbers of samples around those at which a vector, a group, a tile and a run end.</summary>
    public static TheoryData<CovarianceType, int> AroundTiles()
    {
        int group = 4 * Vector<double>.Count;
        var data = new TheoryData<CovarianceType, int>();
        foreach (int size in new[] { 1, group, 2 * group, 32 * group, 64 * group, 40 * 32 * group })
        {
            foreach (int count in new[] { size - 1, size, size + 1 }.Where(n => n > 0))
            {
                data.Add(CovarianceType.Diagonal, count);
                data.Add(CovarianceType.Tied, count);
                data.Add(CovarianceType.Full, count);
            }
        }

        return data;
    }

    public static PassCase Draw(Random random, CovarianceType type, int count, int features, int components)
    {
        double[,] means = new double[components, features];
        for (int i = 0; i < means.Length; i++)
        {
            means[i / features, i % features] = 3 * Normal(random);
        }

        double[] weights = [.. Enumerable.Range(0, components).Select(k => k > 0 && random.Next(5) == 0 ? 0 : random.NextDouble() + 0.1)];
        double[,] common = Covariance(random, type, features);
        var covariances = Enumerable.Range(0, components).Select(_ => type == CovarianceType.Tied ? common : Covariance(random, type, features));
        var mixture = new GaussianMixture(type, weights, means, [.. covariances]);
        double[] x = new double[count * features];
        for (int n = 0; n < count; n++)
        {
            int k = random.Next(components);
            for (int d = 0; d < features; d++)
            {
                x[(n * features) + d] = means[k, d] + (1.5 * Normal(random));
            }
        }

        double[] ofSamples = [.. Enumerable.Range(0, count).Select(_ => random.Next(4) == 0 ? 0 : 3 * random.NextDouble())];
        return new(mixture, new(x, count, features), random.Next(3) == 0 ? null : ofSamples);
    }

    /// <summary>Each as far apart as rounding of numbers as large as the largest.</summary>
    public static void Close(double[] expected, double[] actual)
    {
        double scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance * scale));
    }

    public override string ToString() =>
        $"{Mixture}, {Samples.Count} samples{(Weights is null ? "" : " with weights")}, the first {string.Join(", ", Samples.Row(0).ToArray().Take(3))}";

    /// <summary>A·Aᵀ / D + ½I, and what the type leaves of it.</summary>
    private static double[,] Covariance(Random random, CovarianceType type, int features)
    {
        double[] a = [.. Enumerable.Range(0, features * features).Select(_ => Normal(random))];
        double[,] result = new double[features, features];
        for (int cell = 0; cell < a.Length; cell++)
        {
            var (i, j) = (cell / features, cell % features);
            double product = Enumerable.Range(0, features).Sum(m => a[(i * features) + m] * a[(j * features) + m]) / features;
            result[i, j] = type switch
            {
                CovarianceType.Spherical => i == j ? 0.5 + Math.Abs(a[0]) : 0,
                CovarianceType.Diagonal => i == j ? 0.5 + product : 0,
                _ => product + (i == j ? 0.5 : 0),
            };
        }

        return result;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
