using System.Text.Encodings.Web;
using System.Text.Json;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests;

public class IpynbWriterTests
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    private static readonly Notebook Notebook = new(Path.GetFullPath("/repo/notebooks/0 é.dib"),
    [
        new(1, CellKind.Markdown, "# Title\n\ntext", 7),
        new(2, CellKind.Code, "#r \"../lib/bin/Gmm.dll\"\n#r \"/abs/x.dll\"\n#r \"System.Xml\"\nvar s = \"#r\";", 13),
        new(3, CellKind.Code, "never", 20),
    ]);

    private static readonly ExecutedNotebook Executed = new(Notebook,
    [
        new(Notebook.Cells[0], [], null, TimeSpan.Zero),
        new(Notebook.Cells[1],
            [
                new StreamOutput(true, "a\nb"),
                new DisplayOutput(new Dictionary<string, string> { ["text/html"] = "<b>1</b>\n", [Plotly] = """{"data":[1,2]}""" }, false),
                new DisplayOutput(new Dictionary<string, string> { ["text/plain"] = "2" }, true),
                new DisplayOutput(new Dictionary<string, string> { [Plotly] = "{\"x\":NaN}" }, false),
                new ErrorOutput("System.Exception", "no", "   at cell in a.dib:line 3", 3),
            ], 1, TimeSpan.FromSeconds(1)),
        new(Notebook.Cells[2], [], null, TimeSpan.Zero),
    ], null);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonElement Write(string folder = "/repo/artifacts") => JsonDocument.Parse(IpynbWriter.Write(Executed, Path.GetFullPath(folder))).RootElement;

    [Fact]
    public void Write_NamesTheKernelForJupyterAndForVsCode()
    {
        var root = Write();
        var metadata = root.GetProperty("metadata");

        Assert.Equal((4, 5), (root.GetProperty("nbformat").GetInt32(), root.GetProperty("nbformat_minor").GetInt32()));
        Assert.Equal("""{"display_name":".NET (C#)","language":"C#","name":".net-csharp"}""", Compact(metadata.GetProperty("kernelspec")));
        Assert.Equal("csharp", metadata.GetProperty("polyglot_notebook").GetProperty("kernelInfo").GetProperty("defaultKernelName").GetString());
        Assert.Equal(
            """{"dotnet_interactive":{"language":"csharp"},"polyglot_notebook":{"kernelName":"csharp"}}""",
            Compact(root.GetProperty("cells")[1].GetProperty("metadata")));
    }

    [Fact]
    public void Write_GivesCellsWithStableIdsAndCounts()
    {
        var cells = Write().GetProperty("cells");

        Assert.Equal(["0---01", "0---02", "0---03"], cells.EnumerateArray().Select(c => c.GetProperty("id").GetString()));
        Assert.Equal(["markdown", "code", "code"], cells.EnumerateArray().Select(c => c.GetProperty("cell_type").GetString()));
        Assert.False(cells[0].TryGetProperty("execution_count", out _));
        Assert.Equal(1, cells[1].GetProperty("execution_count").GetInt32());
        Assert.Equal(JsonValueKind.Null, cells[2].GetProperty("execution_count").ValueKind);
        Assert.Equal("""["# Title\n","\n","text"]""", Compact(cells[0].GetProperty("source")));
    }

    [Fact]
    public void Write_GivesEveryKindOfOutputInOrder()
    {
        var outputs = Write().GetProperty("cells")[1].GetProperty("outputs");

        Assert.Equal(
        [
            """{"name":"stderr","output_type":"stream","text":["a\n","b"]}""",
            $$$"""{"data":{"{{{Plotly}}}":{"data":[1,2]},"text/html":["<b>1</b>\n"]},"metadata":{},"output_type":"display_data"}""",
            """{"data":{"text/plain":["2"]},"execution_count":1,"metadata":{},"output_type":"execute_result"}""",
            $$$"""{"data":{"{{{Plotly}}}":["{\"x\":NaN}"]},"metadata":{},"output_type":"display_data"}""",
            """{"ename":"System.Exception","evalue":"no","output_type":"error","traceback":["System.Exception: no","   at cell in a.dib:line 3"]}""",
        ], outputs.EnumerateArray().Select(Compact));
    }

    [Theory]
    [InlineData("/repo/artifacts", "../lib/bin/Gmm.dll")]
    [InlineData("/repo/notebooks", "../lib/bin/Gmm.dll")]
    [InlineData("/repo/a/b", "../../lib/bin/Gmm.dll")]
    [InlineData("/elsewhere", "../repo/lib/bin/Gmm.dll")]
    public void Write_MakesRelativeReferencesLeadFromWhereItIsWritten(string folder, string expected)
    {
        var source = Write(folder).GetProperty("cells")[1].GetProperty("source").EnumerateArray().Select(l => l.GetString());

        Assert.Equal([$"#r \"{expected}\"\n", "#r \"/abs/x.dll\"\n", "#r \"System.Xml\"\n", "var s = \"#r\";"], source);
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Readable);
}
