using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookHost;

/// <summary>The kernel that VS Code and Jupyter run, in the version that the repository's tool manifest pins.</summary>
/// <param name="Assembly">Full path in the package cache: <c>dotnet exec</c> starts it from any folder.</param>
internal sealed record KernelTool(string Name, string Version, string Assembly)
{
    private const string Package = "microsoft.dotnet-interactive";

    private const string EntryPoint = "Microsoft.DotNet.Interactive.App.dll";

    /// <summary>Downloads it where it is missing.</summary>
    /// <exception cref="UsageException">No manifest, a manifest without it, or a failed restore.</exception>
    public static async Task<KernelTool> RestoreAsync(string root, CancellationToken cancellation)
    {
        var version = PinnedVersion(Path.Combine(root, ".config", "dotnet-tools.json"));
        await DotNet.RunAsync(root, cancellation, "tool", "restore");
        var answer = await DotNet.RunAsync(root, cancellation, "nuget", "locals", "global-packages", "--list");
        var cache = answer[(answer.IndexOf(':') + 1)..].Trim(); // global-packages: /home/you/.nuget/packages/
        var folder = Path.Combine(cache, Package, version);
        var assembly = Directory.Exists(folder) ? Directory.GetFiles(folder, EntryPoint, SearchOption.AllDirectories).FirstOrDefault() : Remembered(version);
        return assembly is null
            ? throw new UsageException($"There is no {EntryPoint} in {folder}, although dotnet tool restore succeeded.")
            : new("dotnet-interactive", version, assembly);
    }

    /// <summary>
    /// Where the SDK put it when the package cache was another folder (NUGET_PACKAGES): it remembers, and restores nothing again.
    /// </summary>
    private static string? Remembered(string version)
    {
        var home = Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var file = Path.Combine(home, ".dotnet", "toolResolverCache", "1", Package);
        var entries = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonArray ?? [] : [];
        return entries.Where(entry => (string?)entry?[nameof(Version)] == version).Select(entry => (string?)entry?["PathToExecutable"]).FirstOrDefault(File.Exists);
    }

    private static string PinnedVersion(string manifest)
    {
        try
        {
            return (string?)JsonNode.Parse(File.ReadAllText(manifest))?["tools"]?[Package]?["version"]
                ?? throw new UsageException($"{manifest} pins no {Package}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UsageException($"{manifest} is not a tool manifest: {e.Message}");
        }
    }
}
