using System.Text.Json;
using Xunit;

namespace Notebooks.Tests;

/// <summary>Editors and containers get what the repository pins.</summary>
public class EditorTests
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    private static readonly string Pinned = Read(".config/dotnet-tools.json")
        .GetProperty("tools").GetProperty("microsoft.dotnet-interactive").GetProperty("version").GetString()!;

    [Fact]
    public void TheExtension_InstallsThePinnedKernel() =>
        Assert.Equal(Pinned, Read(".vscode/settings.json").GetProperty("dotnet-interactive.requiredInteractiveToolVersion").GetString());

    [Fact]
    public void TheInstructions_NameThePinnedKernel() => Assert.Contains(Pinned, Text("environment/README.md"));

    [Fact]
    public void TheDevelopmentContainer_HasTheRecommendedExtensions()
    {
        var recommended = Read(".vscode/extensions.json").GetProperty("recommendations").EnumerateArray().Select(e => e.GetString());
        var installed = Read(".devcontainer/devcontainer.json").GetProperty("customizations").GetProperty("vscode").GetProperty("extensions");

        Assert.Equal(recommended, installed.EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public void TheDevelopmentContainersStage_IsOneOfTheDockerfile()
    {
        var build = Read(".devcontainer/devcontainer.json").GetProperty("build");
        var file = Path.GetRelativePath(RepositoryNotebooks.Root, Path.Combine(RepositoryNotebooks.Root, ".devcontainer", build.GetProperty("dockerfile").GetString()!));

        Assert.Contains($" AS {build.GetProperty("target")}\n", Text(file));
    }

    [Fact]
    public void Tasks_RunWhatTheReadmeSays()
    {
        var commands = Read(".vscode/tasks.json").GetProperty("tasks").EnumerateArray()
            .Select(task => string.Join(' ', [task.GetProperty("command").GetString(), .. task.GetProperty("args").EnumerateArray().Select(a => a.GetString())]));

        Assert.Superset(new HashSet<string> { "dotnet build lib", "dotnet run --project environment/host", "dotnet test" }, commands.ToHashSet());
    }

    private static JsonElement Read(string path) => JsonDocument.Parse(Text(path), WithComments).RootElement;

    private static string Text(string path) => File.ReadAllText(Path.Combine(RepositoryNotebooks.Root, path));
}
