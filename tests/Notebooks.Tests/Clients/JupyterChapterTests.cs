using System.Text.Json;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Clients;

/// <summary>Every chapter in Jupyter, by nbclient, which is what executes notebooks there.</summary>
[Trait("Category", "Clients")]
public class JupyterChapterTests
{
    private const string Run = """
        import json, os, pathlib, nbformat
        from nbclient import NotebookClient
        folder = pathlib.Path(os.environ["NOTEBOOK_OUT"])
        spec = folder / "kernels" / ".net-csharp"
        spec.mkdir(parents=True)
        (spec / "kernel.json").write_text(json.dumps({"argv": json.loads(os.environ["NOTEBOOK_KERNEL"]), "display_name": ".NET (C#)", "language": "C#"}))
        notebook = nbformat.read(folder / "in.ipynb", as_version=4)
        nbformat.validate(notebook)
        NotebookClient(notebook, timeout=1200, startup_timeout=300, kernel_name=".net-csharp").execute(cwd=os.getcwd())
        nbformat.write(notebook, folder / "out.ipynb")
        """;

    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public async Task AChapter_ShowsInJupyterWhatTheHostShows(string name)
    {
        var kernel = await InteractiveTool.ArgumentsAsync("jupyter", "--default-kernel", "csharp", "{connection_file}", "--http-port-range", "2048-3000");
        var python = await Python.WithAsync("nbclient");
        using var workspace = new Workspace();
        var notebook = DibReader.Read(RepositoryNotebooks.PathOf(name));
        var cells = notebook.Cells.Select(cell => new ExecutedCell(cell, [], null, TimeSpan.Zero));
        workspace.Write("in.ipynb", IpynbWriter.Write(new(notebook, [.. cells], null), notebook.Folder));

        var (exitCode, output) = await python.RunAsync(Run, notebook.Folder,
            ("NOTEBOOK_OUT", workspace.Root), ("NOTEBOOK_KERNEL", JsonSerializer.Serialize<string[]>(["dotnet", .. kernel])), ("JUPYTER_PATH", workspace.Root),
            ("DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE", "1"));

        Assert.True(exitCode == 0, output);
        var host = await ChapterRuns.OfAsync(name);
        var jupyter = ExecutedIpynb.Read(Path.Combine(workspace.Root, "out.ipynb"));
        foreach (var cell in notebook.CodeCells)
        {
            ClientAssert.Same(cell, ShownCell.Of(host.Outputs(cell.Number)), ShownCell.Of(jupyter.Outputs(cell.Number)));
        }
    }
}
