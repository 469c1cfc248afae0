using System.Text.Json;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Export;

/// <summary>The copies in notebooks/ipynb, for those who only look.</summary>
public class ExecutedCopyTests
{
    private const string Again = "Run: dotnet run --project environment/host -- export";

    private const string Validate = """
        import os, pathlib, nbformat
        for path in sorted(pathlib.Path(os.environ["COPIES"]).glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
            assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5), path
            nbformat.validate(notebook)
        """;

    private static readonly string Folder = Path.Combine(RepositoryNotebooks.Root, "notebooks", "ipynb");

    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public void ACopy_IsOfItsChaptersPresentText(string name)
    {
        var path = Path.Combine(Folder, name + ".ipynb");
        Assert.True(File.Exists(path), $"There is no {path}. {Again}");

        var text = DibWriter.Write(IpynbReader.Read(path, RepositoryNotebooks.PathOf(name)));

        Assert.True(text == File.ReadAllText(RepositoryNotebooks.PathOf(name)), $"{path} is not of the chapter as it is now. {Again}");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public void ACopy_WasExecuted_ShowsEveryChartAsAPicture_AndIsSmall(string name)
    {
        var path = Path.Combine(Folder, name + ".ipynb");
        var cells = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code").ToList();
        var charts = cells.SelectMany(cell => cell.GetProperty("outputs").EnumerateArray())
            .Where(output => output.TryGetProperty("data", out var data) && Html(data).Contains("DecompressionStream")).ToList();

        Assert.True(new FileInfo(path).Length < 1_000_000);
        Assert.Equal(Enumerable.Range(1, cells.Count), cells.Select(cell => cell.GetProperty("execution_count").GetInt32()));
        Assert.NotEmpty(charts);
        Assert.All(charts, chart => Assert.Contains("<img src=\"data:image/png;base64,", Html(chart.GetProperty("data"))));
        Assert.DoesNotContain(cells, cell => cell.GetRawText().Contains("plotly.js v2"));
    }

    [Fact]
    public void NothingElseLiesThere() =>
        Assert.Equal(RepositoryNotebooks.Names, Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Copies_AreNotebooksByJupytersOwnSchema()
    {
        var python = await Python.WithAsync("nbformat");

        var (exitCode, output) = await python.RunAsync(Validate, Folder, ("COPIES", Folder));

        Assert.True(exitCode == 0, output);
    }

    private static string Html(JsonElement data) =>
        data.TryGetProperty("text/html", out var html) ? string.Concat(html.EnumerateArray().Select(line => line.GetString())) : "";
}
