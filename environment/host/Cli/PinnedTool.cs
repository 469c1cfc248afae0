using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookHost;

/// <summary>A .NET tool in the version that the repository's tool manifest pins.</summary>
/// <param name="Assembly">
/// Full path in the package cache: <c>dotnet exec</c> starts it from any folder. <c>dotnet tool run</c> cannot where the tool was once restored into
/// a package cache that is gone: the SDK keeps that path, and restoring into another cache succeeds and does not replace it.
/// </param>
internal sealed record PinnedTool(string Version, string Assembly)
{
    /// <summary>The kernel that VS Code and Jupyter run; downloads it where it is missing.</summary>
    /// <exception cref="UsageException">No manifest, a manifest without it, or a failed restore.</exception>
    public static Task<PinnedTool> RestoreKernelAsync(string root, CancellationToken cancellation) =>
        RestoreAsync(root, "microsoft.dotnet-interactive", "Microsoft.DotNet.Interactive.App.dll", cancellation);

    /// <summary>Downloads it where it is missing.</summary>
    /// <param name="entryPoint">File name of the assembly that is the tool.</param>
    /// <exception cref="UsageException">No manifest, a manifest without it, or a failed restore.</exception>
    public static async Task<PinnedTool> RestoreAsync(string root, string package, string entryPoint, CancellationToken cancellation)
    {
        var version = PinnedVersion(Path.Combine(root, ".config", "dotnet-tools.json"), package);
        await DotNet.RunAsync(root, cancellation, "tool", "restore");
        var answer = await DotNet.RunAsync(root, cancellation, "nuget", "locals", "global-packages", "--list");
        var cache = answer[(answer.IndexOf(':') + 1)..].Trim(); // global-packages: /home/you/.nuget/packages/
        var folder = Path.Combine(cache, package, version);
        var assembly = Directory.Exists(folder) ? Directory.GetFiles(folder, entryPoint, SearchOption.AllDirectories).FirstOrDefault() : Remembered(package, version);
        return assembly is null
            ? throw new UsageException($"There is no {entryPoint} in {folder}, although dotnet tool restore succeeded.")
            : new(version, assembly);
    }

    /// <summary>
    /// Where the SDK put it when the package cache was another folder (NUGET_PACKAGES): it remembers, and restores nothing again.
    /// </summary>
    private static string? Remembered(string package, string version)
    {
        var home = Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var file = Path.Combine(home, ".dotnet", "toolResolverCache", "1", package);
        var entries = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonArray ?? [] : [];
        return entries.Where(entry => (string?)entry?[nameof(Version)] == version).Select(entry => (string?)entry?["PathToExecutable"]).FirstOrDefault(File.Exists);
    }

    private static string PinnedVersion(string manifest, string package)
    {
        try
        {
            return (string?)JsonNode.Parse(File.ReadAllText(manifest))?["tools"]?[package]?["version"]
                ?? throw new UsageException($"{manifest} pins no {package}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UsageException($"{manifest} is not a tool manifest: {e.Message}");
        }
    }
}
