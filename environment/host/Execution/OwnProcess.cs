using System.Diagnostics;
using System.Text;

namespace NotebookHost;

/// <summary>This program once more, for work that may end the process that does it.</summary>
internal static class OwnProcess
{
    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        var isMuxer = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new(program, isMuxer ? [typeof(OwnProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
    }

    /// <summary>An exit code, with what it means.</summary>
    public static string Describe(int exitCode)
    {
        var meaning = exitCode switch
        {
            _ when OperatingSystem.IsWindows() => "",
            132 => ": illegal instruction",
            134 => ": aborted",
            135 => ": a file that it had loaded was written over",
            137 => ": killed, perhaps for want of memory",
            139 => ": segmentation fault",
            _ => "",
        };
        return $"exit code {exitCode}{meaning}";
    }
}
