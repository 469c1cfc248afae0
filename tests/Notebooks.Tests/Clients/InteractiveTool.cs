using System.Diagnostics;
using NotebookHost;

namespace Notebooks.Tests.Clients;

/// <summary>The kernel of VS Code and Jupyter, as .config/dotnet-tools.json pins it; downloaded where it is missing.</summary>
internal static class InteractiveTool
{
    private static readonly Lazy<Task<PinnedTool>> Restored = new(() => PinnedTool.RestoreKernelAsync(Repository.FindRoot(), CancellationToken.None));

    /// <summary>The arguments of dotnet that start it.</summary>
    public static async Task<string[]> ArgumentsAsync(params string[] arguments) => ["exec", (await Restored.Value).Assembly, .. arguments];

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
}
