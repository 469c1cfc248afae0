using System.ComponentModel;
using System.Diagnostics;

namespace Gmm.Benchmarks;

/// <summary>R with mclust, if it is there.</summary>
internal static class Mclust
{
    public const string Program = "Rscript";

    /// <returns>Versions in words; null, and a line that says how to get it, where it is missing.</returns>
    public static string? Find()
    {
        try
        {
            const string Probe = "cat(format(packageVersion('mclust')), 'on R', format(getRversion()))";
            using var process = Process.Start(new ProcessStartInfo(Program, ["-e", Probe]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { }; // R's greeting
            process.BeginErrorReadLine();
            string versions = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return versions;
            }
        }
        catch (Win32Exception)
        {
            // No such program: the line below says what to do.
        }

        Console.Error.WriteLine("R or mclust was not found: its rows are left out. On Debian: apt install r-cran-mclust.");
        return null;
    }
}
