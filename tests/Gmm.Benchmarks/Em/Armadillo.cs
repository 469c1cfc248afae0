using System.ComponentModel;
using System.Diagnostics;

namespace Gmm.Benchmarks;

/// <summary>native/em.cpp, compiled by the machine's own g++ for its own processor.</summary>
internal static class Armadillo
{
    private const string Header = "/usr/include/armadillo_bits/arma_version.hpp";

    /// <returns>The program; null, and a line that says so, where there is no compiler or no Armadillo.</returns>
    public static string? Compile(string folder)
    {
        string program = Path.Combine(folder, "em");
        string source = Path.Combine(AppContext.BaseDirectory, "native", "em.cpp");
        try
        {
            using var compiler = Process.Start("g++", ["-O3", "-march=native", "-fopenmp", source, "-o", program, "-larmadillo"]);
            compiler.WaitForExit();
            if (compiler.ExitCode == 0)
            {
                return program;
            }
        }
        catch (Win32Exception)
        {
            // No such program: the line below says what to do.
        }

        Console.Error.WriteLine("g++ or Armadillo was not found: its rows are left out. On Debian: apt install g++ libarmadillo-dev libopenblas0-pthread.");
        return null;
    }

    public static string Version()
    {
        string[] numbers = [.. File.ReadLines(Header).Where(line => line.Contains("ARMA_VERSION_M", StringComparison.Ordinal) && line.StartsWith("#define", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1])];
        return string.Join('.', numbers);
    }
}
