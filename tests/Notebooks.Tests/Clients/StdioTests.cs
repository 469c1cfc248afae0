using System.Text.Json.Nodes;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Clients;

/// <summary>Every chapter in the kernel of VS Code, by its protocol.</summary>
[Trait("Category", "Clients")]
public class StdioTests
{
    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public async Task AChapter_ShowsInVsCodeWhatTheHostShows(string name)
    {
        var notebook = DibReader.Read(RepositoryNotebooks.PathOf(name));
        using var kernel = await StdioKernel.StartAsync(notebook.Folder);
        var host = await ChapterRuns.OfAsync(name);

        foreach (var cell in notebook.CodeCells)
        {
            var events = await kernel.SubmitAsync(cell.Source);

            Assert.True(StdioKernel.Type(events[^1]) == "CommandSucceeded", $"line {cell.Line}: {events[^1].ToJsonString()}");
            Assert.Empty(events.SelectMany(Warnings));
            ClientAssert.Same(cell, ShownCell.Of(host.Outputs(cell.Number)), ShownCell.Of(events));
        }

        Assert.Equal("", await kernel.EndAsync());
    }

    private static IEnumerable<string> Warnings(JsonNode said) => StdioKernel.Type(said) == "DiagnosticsProduced"
        ? said["event"]!["diagnostics"]!.AsArray().Where(d => d!["severity"]?.ToString() is not ("hidden" or "info"))
            .Select(d => $"{d!["severity"]}: {d["message"]}")
        : [];
}
