using System.Diagnostics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>A hundred million samples, batch by batch, drawn or read from a file: whether time grows with their number, and memory does not.</summary>
internal static class StreamCommand
{
    private const int BatchSize = 100_000;
    private const int Iterations = 10;

    private static readonly GaussianMixture Truth = GaussianMixture.Diagonal(
        [0.1, 0.2, 0.3, 0.2, 0.2],
        new double[,] { { 0, 0 }, { 4, 0 }, { 0, 4 }, { -4, 0 }, { 2, 2 } },
        new double[,] { { 1, 2 }, { 1, 1 }, { 2, 1 }, { 0.5, 1 }, { 1, 1 } });

    private static readonly GaussianMixture Start = GaussianMixture.Diagonal(
        [0.2, 0.2, 0.2, 0.2, 0.2],
        new double[,] { { 1, 1 }, { 3, -1 }, { -1, 3 }, { -3, 1 }, { 3, 3 } },
        new double[,] { { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } });

    public static int Run(long most)
    {
        set_num_threads(1);
        manual_seed(0);
        using var model = new GaussianMixModel(2, 4);
        Header.Print("Streaming");
        Console.WriteLine($"Mean log-density of N samples under a mixture of 4 components, on one thread, in batches of {BatchSize}, which are drawn as they are scored.\n");
        var table = new MarkdownTable("N", "seconds", "ns a sample", "resident memory, MiB", "mean log-density");
        for (long n = Math.Max(BatchSize, most / 100); n <= most; n *= 10)
        {
            var clock = Stopwatch.StartNew();
            double mean = StreamingEvaluation.MeanLogDensity(model, Batches(n));
            using var self = Process.GetCurrentProcess();
            table.Add(
                $"{n:0e0}", MarkdownTable.Number(clock.Elapsed.TotalSeconds), MarkdownTable.Number(clock.Elapsed.TotalNanoseconds / n),
                MarkdownTable.Number(self.WorkingSet64 / 1048576.0), $"{mean:0.00000}");
        }

        table.Print();
        Fits(most);
        return 0;
    }

    private static void Fits(long most)
    {
        Console.WriteLine($"{Iterations} iterations of EM over N samples of 2 features in a file of float32, K = 5, diagonal, {Environment.ProcessorCount} threads, batches of {BatchSize}; counted in one more reading.\n");
        var table = new MarkdownTable("N", "seconds", "samples a second and iteration", "resident memory, MiB", "mean log-likelihood", "of the truth");
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Sub("samples"), "samples.f32");
        for (long n = Math.Max(BatchSize, most / 100); n <= most; n *= 10)
        {
            double truth = Draw(file, n);
            var clock = Stopwatch.StartNew();
            var fit = ExpectationMaximization.Fit(Read(file), Start, new() { MaxIterations = Iterations, Tolerance = 0 });
            double seconds = clock.Elapsed.TotalSeconds;
            using var self = Process.GetCurrentProcess();
            table.Add(
                $"{n:0e0}", MarkdownTable.Number(seconds), $"{n * Iterations / seconds:0.0e0}", MarkdownTable.Number(self.WorkingSet64 / 1048576.0),
                $"{fit.LowerBound:0.00000}", $"{truth:0.00000}");
        }

        table.Print();
    }

    /// <returns>The mean log-density of what was drawn.</returns>
    private static double Draw(string path, long n)
    {
        using var file = File.Create(path);
        double sum = 0;
        for (long drawn = 0; drawn < n; drawn += BatchSize)
        {
            using var scope = NewDisposeScope();
            var x = Truth.Sample(BatchSize);
            sum += Truth.LogDensity(x).to(ScalarType.Float64).mean().item<double>();
            file.Write(MemoryMarshal.AsBytes(x.data<float>().ToArray().AsSpan()));
        }

        return sum / (n / BatchSize);
    }

    private static IEnumerable<Samples> Read(string path)
    {
        using var file = File.OpenRead(path);
        float[] batch = new float[BatchSize * 2];
        while (file.Position < file.Length)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(batch.AsSpan()));
            using var x = tensor(batch, BatchSize, 2);
            yield return x;
        }
    }

    private static IEnumerable<Tensor> Batches(long n)
    {
        for (long drawn = 0; drawn < n; drawn += BatchSize)
        {
            yield return randn(BatchSize, 2);
        }
    }
}
