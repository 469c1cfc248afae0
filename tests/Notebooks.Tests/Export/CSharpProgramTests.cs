using NotebookHost;
using NotebookHost.Export;
using Xunit;

namespace Notebooks.Tests.Export;

/// <summary>A notebook as a C# file that dotnet run takes.</summary>
public sealed class CSharpProgramTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task CellsThatAProgramCouldNotHold_RunInItsPlaces()
    {
        var output = await RunAsync(DibText.Header + """
            #!markdown

            # Prose with `code` and */

            #!csharp

            using System.Globalization;

            var x = 1;
            record Point(int X, int Y);
            int Twice(int n) => 2 * n;
            x

            #!csharp

            #!time
            var x = 20.5; // again, and of another type
            static int Length(this string text) => text.Length;
            x.ToString(CultureInfo.InvariantCulture)

            #!csharp

            await Task.Yield();
            var (a, b) = (Twice(4), new Point(X: 1, Y: 2));
            display(a);
            b.Display();
            "text".Length()

            """);

        Assert.Equal("1\n20.5\n8\nPoint { X = 1, Y = 2 }\n4", output);
    }

    [Fact]
    public async Task RelativePaths_StartAtTheNotebooksFolder()
    {
        _workspace.Write("notebooks/data.txt", "found");

        Assert.Equal("found", await RunAsync(DibText.Code("System.IO.File.ReadAllText(\"data.txt\")")));
    }

    [Fact]
    public async Task AReferenceThatNoProjectBuilds_IsRefused()
    {
        _workspace.Add("a", DibText.Code("#r \"../x.dll\"\n1"));

        var host = await HostProcess.RunAsync(_workspace.Root, "export", "--to", "cs", "notebooks");

        Assert.Equal(2, host.ExitCode);
        Assert.Contains("no project builds ../x.dll", host.Error);
        Assert.False(Directory.Exists(Path.Combine(_workspace.Root, "notebooks", "cs")));
    }

    [Fact]
    [Trait("Category", "Clients")]
    public async Task AChapter_RunsAsAProgram_AndSaysWhatTheHostShows()
    {
        const string Name = "01-distinct-gaussians";
        var host = await ChapterRuns.OfAsync(Name);

        var output = await RunAsync(File.ReadAllText(RepositoryNotebooks.PathOf(Name)), RepositoryNotebooks.PathOf(Name));

        foreach (var cell in DibReader.Read(RepositoryNotebooks.PathOf(Name)).CodeCells)
        {
            var text = host.Text(cell.Number).Trim();
            Assert.True(output.Contains(text), $"line {cell.Line}: not said: {text}\n\nbut: {output}");
        }
    }

    /// <returns>What the program printed.</returns>
    private async Task<string> RunAsync(string dib, string? path = null)
    {
        var notebook = DibReader.Parse(path ?? _workspace.Add("program", dib), dib);
        var program = _workspace.Write("notebooks/cs/program.cs", CSharpProgram.Write(notebook, Path.Combine(_workspace.Root, "notebooks", "cs")));
        using var timeout = new CancellationTokenSource(Patience);
        return (await DotNet.RunAsync(Path.GetDirectoryName(program)!, timeout.Token, "run", "program.cs")).Replace("\r\n", "\n").Trim();
    }
}
