using System.ComponentModel;
using System.Diagnostics;

namespace Gmm.Benchmarks;

/// <summary>A program that may not be there.</summary>
internal static class OtherProgram
{
    /// <returns>What it printed, trimmed; null if there is none of that name, or it ended with an error.</returns>
    public static string? Output(string path, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.BeginErrorReadLine(); // greetings and complaints: the caller says what is missing
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
