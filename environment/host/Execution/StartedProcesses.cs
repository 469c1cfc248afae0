using System.Diagnostics;
using System.Globalization;

namespace NotebookHost;

/// <summary>Processes that a notebook started and left running: they have its mark in their environment.</summary>
/// <remarks>Only Linux tells what another process's environment is. Elsewhere those that still hang on the notebook's process end
/// with it when it is stopped.</remarks>
internal static class StartedProcesses
{
    /// <summary>The environment variable that a notebook's process has, and passes on.</summary>
    public const string Mark = "NOTEBOOK_RUN";

    /// <summary>Ends what this notebook's process started.</summary>
    public static void Kill() => Kill(Environment.GetEnvironmentVariable(Mark)!);

    public static void Kill(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var id in Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture)))
        {
            if (id != Environment.ProcessId && IsMarked(id, mark))
            {
                End(id);
            }
        }
    }

    private static bool IsMarked(int id, string mark)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/environ").Split('\0').Contains($"{Mark}={mark}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // ended meanwhile, or somebody else's
        }
    }

    private static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
