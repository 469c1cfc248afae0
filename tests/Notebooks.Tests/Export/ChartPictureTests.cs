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

    private static readonly string Square = Figure(2, 2, Rectangle(0, 0, 1, "#ff0000")); // over a quarter of the plot

    [Fact]
    public async Task APicture_IsAPngOfTheFiguresSize_WithWhatItShowsWhereItShowsIt()
    {
        await using var painter = await StartAsync();

        var png = Convert.FromBase64String(await painter.PaintAsync(Square));

        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png[..8]);
        var pixel = Pixels(png, 200, 100);
        Assert.Equal((255, 0, 0), pixel(50, 75));
        Assert.Equal((255, 255, 255), pixel(150, 75));
        Assert.Equal((255, 255, 255), pixel(50, 25));
    }

    [Fact]
    public async Task AFewPixelsOfAColour_KeepIt_BesideHundredsOfShades()
    {
        await using var painter = await StartAsync();
        var shades = Enumerable.Range(0, 200).Select(i => Rectangle(i % 20, i / 20, 1, $"rgb({i % 20 * 12},{i / 20 * 24},40)"));

        var png = Convert.FromBase64String(await painter.PaintAsync(Figure(20, 10, [.. shades, Rectangle(10, 5, 0.4, "#ff00ff")])));

        Assert.Equal((255, 0, 255), Pixels(png, 200, 100)(102, 48));
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

    /// <summary>Shapes on a plot of 200 x 100 pixels without margins.</summary>
    private static string Figure(double right, double top, params string[] shapes) => FormattableString.Invariant($$$"""
        {"data": [], "layout": {"width": 200, "height": 100, "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {"range": [0, {{{right}}}], "visible": false}, "yaxis": {"range": [0, {{{top}}}], "visible": false}, "plot_bgcolor": "#ffffff",
        "shapes": [{{{string.Join(',', shapes)}}}]}}
        """);

    private static string Rectangle(double x, double y, double size, string colour) => FormattableString.Invariant(
        $$$"""{"type": "rect", "x0": {{{x}}}, "x1": {{{x + size}}}, "y0": {{{y}}}, "y1": {{{y + size}}}, "fillcolor": "{{{colour}}}", "line": {"width": 0}}""");

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

    private static Func<int, int, (int Red, int Green, int Blue)> Pixels(byte[] png, int width, int height)
    {
        var chunks = Chunks(png);
        var header = chunks["IHDR"];
        Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))));
        using var inflate = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        var rows = new byte[height * (width + 1)];
        inflate.ReadExactly(rows);
        return (x, y) =>
        {
            var entry = 3 * rows[(y * (width + 1)) + x + 1];
            return (chunks["PLTE"][entry], chunks["PLTE"][entry + 1], chunks["PLTE"][entry + 2]);
        };
    }

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
