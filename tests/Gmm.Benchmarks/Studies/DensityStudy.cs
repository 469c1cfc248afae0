using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>
/// The article's density experiment, K = 4 and 2000 samples: how much more surprised a fit is by fresh samples than the true
/// mixture, in nats a sample; and how long it took, here and in scikit-learn.
/// </summary>
internal static class DensityStudy
{
    private const int Components = 4;

    private static readonly EmOptions Ours = new() { Restarts = 10, ScreeningTolerance = 1e-3, Tolerance = 1e-6, MaxIterations = 1000 };

    public static void Run(long first, int count, string interpreter)
    {
        string folder = Directory.CreateTempSubdirectory("gmm-density-").FullName;
        try
        {
            (string Name, Func<Tensor, GaussianMixture, GaussianMixture> Fit)[] fits =
            [
                ("EM from the true mixture, which no one has", (x, truth) => ExpectationMaximization.Fit(x, truth, Ours).Mixture),
                ("our EM: 10 starts, the best of them to 1e-6", (x, _) => ExpectationMaximization.Fit(x, Components, Ours).Mixture),
                ("our EM: 10 starts, all to 1e-6", (x, _) => ExpectationMaximization.Fit(x, Components, Ours with { ScreeningTolerance = null }).Mixture),
            ];
            var excess = fits.Select(_ => new List<(double Excess, double Seconds)>()).ToArray();
            var judges = new Dictionary<long, (Tensor Fresh, GaussianMixture Truth)>();
            for (long seed = first; seed < first + count; seed++)
            {
                manual_seed(seed);
                using var distribution = RandomMixtures.Draw(Components);
                var x = distribution.sample(2000);
                judges[seed] = (distribution.sample(100_000), GaussianMixture.From(distribution));
                File.WriteAllBytes(Path.Combine(folder, $"{seed}.f32"), MemoryMarshal.AsBytes<float>(x.data<float>().ToArray()).ToArray());
                for (int i = 0; i < fits.Length; i++)
                {
                    manual_seed(seed);
                    var clock = ProcessorTime.Start();
                    var fit = fits[i].Fit(x, judges[seed].Truth);
                    excess[i].Add((Excess(judges[seed], fit), clock.Seconds));
                }
            }

            var table = new MarkdownTable("density", "excess, nats", "worst", "fit, s");
            foreach (var (fit, own) in fits.Zip(excess))
            {
                Add(table, fit.Name, own);
            }

            Add(table, "scikit-learn: n_init = 10, tol = 1e-6", ScikitLearns(folder, judges, interpreter));
            table.Print();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Add(MarkdownTable table, string name, List<(double Excess, double Seconds)> fits)
    {
        if (fits.Count > 0)
        {
            table.Add(
                name,
                fits.Select(f => f.Excess).MeanAndError("0.0000"),
                fits.Max(f => f.Excess).ToString("0.0000", CultureInfo.InvariantCulture),
                MarkdownTable.Number(fits.Select(f => f.Seconds).Median()));
        }
    }

    private static double Excess((Tensor Fresh, GaussianMixture Truth) judge, GaussianMixture fit) =>
        judge.Truth.Score(judge.Fresh) - fit.Score(judge.Fresh);

    /// <summary>Runs python/density_em.py; each line it prints is a seed, processor seconds, and weights, means and standard deviations.</summary>
    private static List<(double Excess, double Seconds)> ScikitLearns(
        string folder, Dictionary<long, (Tensor Fresh, GaussianMixture Truth)> judges, string interpreter)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "python", "density_em.py");
        var start = new ProcessStartInfo(interpreter, [script, folder])
        {
            RedirectStandardOutput = true,
        };
        foreach (string name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
        {
            start.Environment[name] = "1";
        }

        using var python = Process.Start(start)!;
        var fits = new List<(double Excess, double Seconds)>();
        while (python.StandardOutput.ReadLine() is { } line)
        {
            double[] numbers = [.. line.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            var mixture = GaussianMixture.Diagonal(numbers[2..6], Rows(numbers[6..14]), Rows(numbers[14..22]));
            fits.Add((Excess(judges[(long)numbers[0]], mixture), numbers[1]));
        }

        python.WaitForExit();
        return python.ExitCode == 0
            ? fits
            : throw new InvalidOperationException($"{interpreter} {script} failed; what it said is above. On Debian it needs: apt install python3-sklearn.");
    }

    private static double[,] Rows(double[] values)
    {
        double[,] rows = new double[Components, 2];
        Buffer.BlockCopy(values, 0, rows, 0, values.Length * sizeof(double));
        return rows;
    }
}
