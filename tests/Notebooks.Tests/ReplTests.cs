using System.Xml;
using System.Xml.Linq;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests;

/// <summary>dotnet-repl, the other program that runs a .dib without an editor; in the version that the tool manifest pins.</summary>
public sealed class ReplTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task FromTheNotebooksFolder_EveryCellOfTheFirstChapterPasses()
    {
        string results = Path.Combine(_workspace.Root, "results.trx");
        var repl = await PinnedTool.RestoreAsync(RepositoryNotebooks.Root, "dotnet-repl", "dotnet-repl.dll", TestContext.Current.CancellationToken);

        var (exitCode, _) = await DotnetProcess.RunAsync(
            Path.Combine(RepositoryNotebooks.Root, "notebooks"),
            "exec", repl.Assembly, "--run", "01-distinct-gaussians.dib", "--exit-after-run", "--output-format", "trx", "--output-path", results);

        // It says UTF-16 of itself and is UTF-8: a string has no encoding to disagree about. It quotes plotly.js with its control characters, too.
        using var text = new StringReader(await File.ReadAllTextAsync(results, TestContext.Current.CancellationToken));
        using var reader = XmlReader.Create(text, new() { CheckCharacters = false });
        var cells = XDocument.Load(reader).Descendants().Where(e => e.Name.LocalName == "UnitTestResult").ToList();
        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.Equal("Passed", cell.Attribute("outcome")?.Value));
        Assert.Equal(0, exitCode);
    }
}
