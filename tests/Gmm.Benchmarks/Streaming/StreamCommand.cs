using System.Diagnostics;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>A hundred million samples, drawn batch by batch: whether time grows with their number, and memory does not.</summary>
internal static class StreamCommand
{
    private const int BatchSize = 100_000;

    public static int Run(long most)
    {
        set_num_threads(1);
        manual_seed(0);
        using var model = new GaussianMixModel(2, 4);
        Header.Print("Streaming, one thread");
        Console.WriteLine($"Mean log-density of N samples under a mixture of 4 components, in batches of {BatchSize}, which are drawn as they are scored.\n");
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
        return 0;
    }

    private static IEnumerable<Tensor> Batches(long n)
    {
        for (long drawn = 0; drawn < n; drawn += BatchSize)
        {
            yield return randn(BatchSize, 2);
        }
    }
}
