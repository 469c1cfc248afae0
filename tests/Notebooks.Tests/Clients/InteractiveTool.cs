using System.Diagnostics;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Clients;

/// <summary>The kernel of VS Code and Jupyter, as .config/dotnet-tools.json pins it.</summary>
internal static class InteractiveTool
{
    private static readonly Lazy<bool> IsThere = new(() => Run(["tool", "run", "dotnet-interactive", "--", "--version"]));

    /// <summary>The arguments of dotnet that start it; the test that asks is skipped where it is not installed.</summary>
    public static string[] Arguments(params string[] arguments)
    {
        Assert.SkipUnless(IsThere.Value, "dotnet-interactive is not installed: dotnet tool restore");
        return ["tool", "run", "dotnet-interactive", "--", .. arguments];
    }

    public static ProcessStartInfo InFolder(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        return start;
    }

    private static bool Run(string[] arguments)
    {
        using var process = Process.Start(InFolder(Repository.FindRoot(), arguments))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return error.Result.Length == 0 && process.ExitCode == 0;
    }
}
