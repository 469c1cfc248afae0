using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NotebookHost;

/// <summary>The <c>dotnet</c> that runs this program, wherever it is and whatever PATH says.</summary>
internal static class DotNet
{
    /// <summary>Full path; it lies three folders above the runtime's, shared/Microsoft.NETCore.App/VERSION/.</summary>
    public static string Executable { get; } = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Runs it, and returns what it wrote to stdout.</summary>
    /// <exception cref="UsageException">It failed; the message has all that it said.</exception>
    public static async Task<string> RunAsync(string workingDirectory, CancellationToken cancellation, params string[] args)
    {
        var start = new ProcessStartInfo(Executable, args)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? output
            : throw new UsageException($"dotnet {string.Join(' ', args)} failed in {workingDirectory}:\n{output}{await error}".TrimEnd());
    }
}
