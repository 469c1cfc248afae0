using System.Diagnostics;
using System.Text.Json;

namespace Gmm.Benchmarks;

/// <summary>Starts python/baselines.py and reads what it prints.</summary>
internal static class ScikitLearn
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Its classifiers, by default and tuned, on every data set in a folder.</summary>
    /// <remarks>GMM_PYTHON names another interpreter than python3.</remarks>
    public static IReadOnlyList<Baseline> Run(string folder)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "python", "baselines.py");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("GMM_PYTHON") ?? "python3", [script, folder])
        {
            RedirectStandardOutput = true,
        };
        foreach (string name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
        {
            start.Environment[name] = "1";
        }

        using var python = Process.Start(start)!;
        var runs = new List<Baseline>();
        while (python.StandardOutput.ReadLine() is { } line)
        {
            runs.Add(JsonSerializer.Deserialize<Baseline>(line, Options)!);
        }

        python.WaitForExit();
        return python.ExitCode == 0 ? runs : throw new InvalidOperationException($"{script} ended with exit code {python.ExitCode}.");
    }
}
