using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NotebookHost;
using NotebookHost.Export;
using NotebookHost.Pages;
using Xunit;

namespace Notebooks.Tests.Export;

/// <summary>What a picture of a chart shows, and where it is.</summary>
public class ChartPictureTests
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    // A red square over a quarter of a plot that has no margins.
    private const string Square = """
        {"data": [], "layout": {"width": 200, "height": 100, "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {"range": [0, 2], "visible": false}, "yaxis": {"range": [0, 2], "visible": false}, "plot_bgcolor": "#ffffff",
        "shapes": [{"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "fillcolor": "#ff0000", "line": {"width": 0}}]}}
        """;

    [Fact]
    public async Task APicture_IsAPngOfTheFiguresSize_WithWhatItShowsWhereItShowsIt()
    {
        await using var painter = await StartAsync();

        var png = Convert.FromBase64String(await painter.PaintAsync(Square));

        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png[..8]);
        var chunks = Chunks(png);
        var header = chunks["IHDR"];
        Assert.Equal((200, 100), (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))));
        using var inflate = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        var rows = new byte[100 * 201];
        inflate.ReadExactly(rows);
        Assert.Equal((255, 0, 0), Pixel(50, 75));
        Assert.Equal((255, 255, 255), Pixel(150, 75));
        Assert.Equal((255, 255, 255), Pixel(50, 25));

        (int Red, int Green, int Blue) Pixel(int x, int y)
        {
            var entry = 3 * rows[(y * 201) + x + 1];
            return (chunks["PLTE"][entry], chunks["PLTE"][entry + 1], chunks["PLTE"][entry + 2]);
        }
    }

    [Fact]
    public async Task APicture_IsAFormOfItsOwn_AndStandsInTheHtmlWhereItSaidThatScriptsAreNeeded()
    {
        await using var painter = await StartAsync();
        var chart = Chart(("text/html", "<div><noscript>needs <b>JavaScript</b></noscript></div><script>1</script>"), (Plotly, Square), ("text/plain", "Chart: a < b"));

        var (copy, problems) = await ChartPictures.AddAsync(chart, painter);

        Assert.Empty(problems);
        var data = Data(copy);
        Assert.Equal(
            $"<div><img src=\"data:image/png;base64,{data["image/png"]}\" alt=\"Chart: a &lt; b\"></div><script>1</script>", data["text/html"]);
        Assert.Equal(Square, data[Plotly]);
    }

    [Fact]
    public async Task AFigureThatCannotBeDrawn_IsSaid_AndTheRestGoesOn()
    {
        await using var painter = await StartAsync();
        var chart = Chart((Plotly, "{not JSON"), ("text/plain", "Chart"));

        var (copy, problems) = await ChartPictures.AddAsync(chart, painter);

        Assert.Contains("no picture of this cell's chart", Assert.Single(problems));
        Assert.Equal(Data(chart), Data(copy));
    }

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(500, false, true)]
    [InlineData(2000, false, false)]
    public void ALargeCopy_LosesWhatItsHtmlHolds_AndNothingElse(int tooLarge, bool hasJson, bool hasPicture)
    {
        var chart = Chart(("text/html", "h"), (Plotly, new('j', 1000)), ("image/png", new('p', 1000)), ("text/plain", "t"));

        var data = Data(CopySize.Fit(chart, CopySize.Most + tooLarge));

        Assert.Equal((hasJson, hasPicture), (data.ContainsKey(Plotly), data.ContainsKey("image/png")));
        Assert.Equal(("h", "t"), (data["text/html"], data["text/plain"]));
    }

    private static async Task<ChartPainter> StartAsync()
    {
        var browser = Browser.Find();
        Assert.SkipWhen(browser is null, "No Chromium, Chrome or Edge: on Debian, apt-get install chromium");
        var script = PlotlyScript.TryRead(Path.Combine(RepositoryNotebooks.Root, "lib", "bin", "Plotly.NET.dll"));
        return await ChartPainter.StartAsync(browser!, script!);
    }

    private static ExecutedNotebook Chart(params (string MimeType, string Content)[] forms)
    {
        var notebook = new Notebook(Path.GetFullPath("/repo/a.dib"), [new(1, CellKind.Code, "chart", 7)]);
        var output = new DisplayOutput(forms.ToDictionary(f => f.MimeType, f => f.Content), true);
        return new(notebook, [new(notebook.Cells[0], [output], 1, TimeSpan.Zero)], null);
    }

    private static IReadOnlyDictionary<string, string> Data(ExecutedNotebook notebook) => ((DisplayOutput)notebook.Cells[0].Outputs[0]).Data;

    private static Dictionary<string, byte[]> Chunks(byte[] png)
    {
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks[Encoding.ASCII.GetString(png, at + 4, 4)] = png[(at + 8)..(at + 8 + length)];
            at += length + 12;
        }

        return chunks;
    }
}
