using System.Diagnostics;

namespace Gmm.Benchmarks;

/// <summary>The Python that PyTorch and scikit-learn are installed for, if they are.</summary>
/// <param name="Path">The interpreter.</param>
/// <param name="Versions">Of Python, PyTorch, scikit-learn and NumPy, in words.</param>
internal sealed record Python(string Path, string Versions)
{
    private const string Probe =
        "import platform, torch, sklearn, numpy; " +
        "print(f'{platform.python_version()}, PyTorch {torch.__version__}, scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}')";

    /// <summary>Null, and a line that says how to get it, if something is missing.</summary>
    public static Python? Find(string path)
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(path, ["-c", Probe]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string versions = probe.StandardOutput.ReadToEnd().Trim();
            probe.WaitForExit();
            if (probe.ExitCode == 0)
            {
                return new(path, versions);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No such program: the line below says what to do.
        }

        Console.Error.WriteLine(
            $"{path} has no PyTorch or no scikit-learn: rows that need them are left out. On Debian: apt install python3-torch python3-sklearn.");
        return null;
    }
}
