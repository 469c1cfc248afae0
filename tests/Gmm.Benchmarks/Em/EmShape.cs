namespace Gmm.Benchmarks;

/// <summary>A problem for EM or k-means: N samples of D features, K components.</summary>
/// <param name="Kind">diagonal, full, tied or kmeans.</param>
internal sealed record EmShape(string Kind, int N, int D, int K)
{
    private const int Exponential = 18; // of a vector of float64, as in VectorMath

    public static IReadOnlyList<EmShape> All { get; } =
    [
        new("diagonal", 1_000_000, 2, 5),
        new("diagonal", 100_000, 16, 16),
        new("full", 100_000, 16, 16),
        new("full", 20_000, 64, 10),
        new("tied", 100_000, 16, 16),
        new("tied", 20_000, 64, 10),
        new("kmeans", 1_000_000, 2, 5),
    ];

    public CovarianceType Type => Kind switch { "full" => CovarianceType.Full, "tied" => CovarianceType.Tied, _ => CovarianceType.Diagonal };

    /// <summary>As command lines have it.</summary>
    public string[] Words => [Kind, $"{N}", $"{D}", $"{K}"];

    /// <summary>
    /// Arithmetic on float64 in an iteration, a fused multiply-add counted once: for each sample and component the distance, 2^x, and
    /// moments along D axes or of D(D + 1)/2 pairs. With a tied covariance the pairs are summed once a sample, and those of components too.
    /// </summary>
    public double Operations
    {
        get
        {
            double pairs = D * (D + 1) / 2.0;
            double component = Kind switch
            {
                "full" => (2 * pairs) + (3 * D) + Exponential,
                "tied" => (5 * D) + Exponential,
                "kmeans" => (3 * D) + 3,
                _ => (7 * D) + Exponential,
            };
            return (double)N * ((K * component) + (Kind switch { "tied" => (2 * pairs) + (K * (K + 1) / 2.0), "kmeans" => 3 * D, _ => 0 }));
        }
    }

    public override string ToString() => $"{(Kind == "kmeans" ? "k-means" : $"EM, {Kind} covariance")}: {N} samples of {D} features, K = {K}";

    /// <summary>Overlapping clusters, and means to start from that are half a standard deviation off.</summary>
    public void Write(string folder)
    {
        var random = new Random(0);
        double[] truth = Normal(random, K * D);
        double[] start = [.. truth.Zip(Normal(random, K * D), (mean, off) => (2 * mean) + (0.5 * off))];
        double[] samples = Normal(random, N * D);
        for (int n = 0; n < N; n++)
        {
            int k = random.Next(K);
            for (int d = 0; d < D; d++)
            {
                samples[(n * D) + d] += 2 * truth[(k * D) + d];
            }
        }

        Write(Path.Combine(folder, "samples.f64"), samples);
        Write(Path.Combine(folder, "means.f64"), start);
    }

    public static double[] Read(string folder, string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, $"{name}.f64"));
        double[] values = new double[bytes.Length / sizeof(double)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    private static void Write(string path, double[] values)
    {
        byte[] bytes = new byte[values.Length * sizeof(double)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        File.WriteAllBytes(path, bytes);
    }

    private static double[] Normal(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
}
