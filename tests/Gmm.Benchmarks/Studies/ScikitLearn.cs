using System.Diagnostics;
using System.Text.Json;

namespace Gmm.Benchmarks;

/// <summary>Starts python/baselines.py and reads what it prints.</summary>
internal static class ScikitLearn
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Its classifiers, by default and tuned, on every data set in a folder.</summary>
    public static IReadOnlyList<Baseline> Run(string folder, string python)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "python", "baselines.py");
        var start = new ProcessStartInfo(python, [script, folder]) { RedirectStandardOutput = true };
        foreach (string name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
        {
            start.Environment[name] = "1";
        }

        using var process = Process.Start(start)!;
        var runs = new List<Baseline>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            runs.Add(JsonSerializer.Deserialize<Baseline>(line, Options)!);
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? runs : throw new InvalidOperationException($"{script} ended with exit code {process.ExitCode}.");
    }
}
