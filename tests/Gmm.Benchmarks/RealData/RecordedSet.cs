using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Gmm.Benchmarks;

/// <summary>What tests/reference/record_real_data.py prints of one data set.</summary>
/// <param name="Version">scikit-learn's.</param>
/// <param name="Splits">Rows of each test part.</param>
/// <param name="Models">One judgement a split.</param>
internal sealed record RecordedSet(string Version, int[][] Splits, IReadOnlyDictionary<string, Judgement[]> Models)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static RecordedSet Run(string python, string name, int splits)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "python", "record_real_data.py");
        string[] arguments =
        [
            script, "--sets", name, "--splits", splits.ToString(CultureInfo.InvariantCulture),
            "--data", Path.Combine(AppContext.BaseDirectory, "data"), "--each",
        ];
        using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} ended with exit code {process.ExitCode}.");
        }

        using var document = JsonDocument.Parse(output);
        var set = document.RootElement.GetProperty("sets").GetProperty(name);
        return new(
            document.RootElement.GetProperty("scikit-learn").GetString()!,
            set.GetProperty("splits").Deserialize<int[][]>()!,
            set.GetProperty("models").EnumerateObject().ToDictionary(
                model => model.Name, model => model.Value.GetProperty("each").Deserialize<Judgement[]>(Options)!));
    }
}
