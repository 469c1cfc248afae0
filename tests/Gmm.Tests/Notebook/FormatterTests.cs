using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class FormatterTests
{
    private const string PlotlyJson = "application/vnd.plotly.v1+json";

    public FormatterTests() => Formatters.Register();

    [Fact]
    public void Charts_AreHtmlAndPlotlyJsonAndText()
    {
        var chart = Charts.Groups("Two clouds", ("A", randn(5, 2)));

        Assert.Equal(["text/html", PlotlyJson, "text/plain"], Formatter.GetPreferredMimeTypesFor(chart.GetType()));
        Assert.Equal("Chart: Two clouds", chart.ToDisplayString("text/plain"));
        using var figure = JsonDocument.Parse(chart.ToDisplayString(PlotlyJson));
        Assert.Equal(2, figure.RootElement.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public void ChartJson_IsTheFigureThatPlotlyNetWrites()
    {
        var samples = tensor(new[,] { { 0.5, 1.25 }, { 3, -2 } });
        GenericChart[] charts =
        [
            Charts.Groups("<i>α</i> & 'β'\n", ("A", samples)),
            Charts.Loss("t", [1, double.NaN, 2], ("true", 0.1)),
            Charts.Confusion("t", new long[,] { { 3, 1 }, { 0, 2 } }),
            Charts.EllipsesOver("t", samples, new Ellipses("m", samples, samples)),
            Plotly.NET.CSharp.Chart.Point<double, double, string>([1, double.NaN], [2, double.PositiveInfinity], Name: "typed"),
        ];

        Assert.All(charts, chart =>
        {
            using var own = JsonDocument.Parse(chart.ToDisplayString(PlotlyJson));
            using var theirs = JsonDocument.Parse(GenericChart.toFigureJson(chart));
            Assert.True(JsonElement.DeepEquals(theirs.RootElement, own.RootElement), $"{theirs.RootElement}\n{own.RootElement}");
        });
    }

    [Fact]
    public void ChartHtml_HoldsTheFigurePacked_SoThatNoMarkupInANameEndsItsScript()
    {
        var chart = Charts.Groups("</script><script>alert(1)</script>", ("A", randn(5, 2)));

        var html = chart.ToDisplayString("text/html");

        Assert.Equal(html.IndexOf("</script>", StringComparison.Ordinal), html.TrimEnd().Length - "</script>".Length);
        var packed = html.Split("const packed = \"")[1].Split('"')[0];
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        Assert.Equal(chart.ToDisplayString(PlotlyJson), new StreamReader(gzip).ReadToEnd());
    }

    [Fact]
    public void ChartHtml_HasItsOwnIdEachTimeAndPrefersThePagesPlotly()
    {
        var chart = Charts.Loss("t", [1, 2]);
        var (first, second) = (chart.ToDisplayString("text/html"), chart.ToDisplayString("text/html"));

        Assert.NotEqual(first.Split('"')[1], second.Split('"')[1]);
        Assert.Contains("class=\"gmm-chart\"", first);
        Assert.Contains("if (window.Plotly) return draw();", first);
        Assert.Contains("plotly-2.28.0.min", first);
    }

    [Fact]
    public void PlotlyScript_IsTheWholeLibraryInOneScriptElement()
    {
        var html = new PlotlyScript().ToDisplayString("text/html");

        Assert.StartsWith("<script>", html);
        Assert.Contains($"plotly.js v{PlotlyScript.Version}", html);
        Assert.Equal(html.IndexOf("</script", StringComparison.OrdinalIgnoreCase), html.TrimEnd().Length - "</script>".Length);
        Assert.DoesNotContain("<!--", html); // would let the script run past its end
        Assert.Equal($"Charts: plotly.js {PlotlyScript.Version}", new PlotlyScript().ToDisplayString("text/plain"));
    }

    [Fact]
    public void EveryTypeOfTheLibraryThatSpeaksForItself_IsALine()
    {
        var types = typeof(Formatters).Assembly.GetExportedTypes()
            .Where(t => t is { IsAbstract: false, IsEnum: false, IsGenericType: false }
                && t != typeof(SourceCode) && t != typeof(AnimatedChart) && t != typeof(ComponentSearch)
                && t.GetMethod("ToString", [])?.DeclaringType?.Assembly == t.Assembly)
            .ToList();

        Assert.Contains(typeof(GaussianMixture), types);
        Assert.Contains(typeof(EmResult), types);
        Assert.All(types, type => Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(type)));
        var mixture = GaussianMixture.Diagonal([1], new double[,] { { 0 } }, new double[,] { { 1 } });
        Assert.Equal(mixture.ToString(), mixture.ToDisplayString("text/plain"));
        Assert.Contains($"<td>{mixture}</td>", new[] { mixture }.ToDisplayString("text/html"));
    }

    [Fact]
    public void ASearch_IsItsWinnerAndTheTableOfWhatWasTried()
    {
        var search = ModelSelection.Search(randn([40, 2], generator: new Generator(1)).to(ScalarType.Float64), new() { MaxComponents = 2 });

        var text = search.ToDisplayString("text/plain");

        Assert.StartsWith($"{search}\n", text);
        Assert.EndsWith(search.Table().ToDisplayString("text/plain"), text);
        Assert.Contains(search.Table().ToDisplayString("text/html"), search.ToDisplayString("text/html"));
    }

    [Fact]
    public void Register_Again_ChangesNothing()
    {
        Formatters.Register();

        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(DataFrame)));
    }

    [Fact]
    public void DataFrame_IsATableWithEscapedTextAndNumbersToTheRight()
    {
        var frame = new DataFrame(
            new StringDataFrameColumn("class", ["<b>", null]), new DoubleDataFrameColumn("accuracy, %", [98.54, 81.5]));

        Assert.Equal(
            """
            <table><thead><tr><th style="text-align:left">class</th><th style="text-align:right">accuracy, %</th></tr></thead>
            <tbody><tr><td style="text-align:left">&lt;b&gt;</td><td style="text-align:right">98.54</td></tr>
            <tr><td style="text-align:left"></td><td style="text-align:right">81.50</td></tr></tbody></table>
            """.ReplaceLineEndings(""),
            frame.ToDisplayString("text/html"));
        Assert.Equal("class  accuracy, %\n<b>          98.54\n             81.50", frame.ToDisplayString("text/plain"));
    }

    [Theory]
    [InlineData(new[] { 1.0, 2 }, "1", "2")]
    [InlineData(new[] { 1 / 3.0, 2 }, "0.3333", "2.0000")]
    [InlineData(new[] { 1.25e-7, 2 }, "1.25E-07", "2")]
    [InlineData(new[] { 0.1f, 0.25 }, "0.10", "0.25")]
    [InlineData(new[] { double.NaN, 0.5 }, "NaN", "0.5")]
    public void DataFrame_WritesAColumnsNumbersAlike(double[] numbers, params string[] written)
    {
        var lines = new DataFrame(new DoubleDataFrameColumn("x", numbers)).ToDisplayString("text/plain").Split('\n');

        Assert.Equal(written, lines[1..].Select(line => line.Trim()));
    }

    [Fact]
    public void DataFrame_OfManyRows_SaysHowManyAreLeftOut()
    {
        var frame = new DataFrame(new Int32DataFrameColumn("i", Enumerable.Range(0, 100)));

        Assert.EndsWith("<tr><td colspan=\"1\">… 75 more rows</td></tr></tbody></table>", frame.ToDisplayString("text/html"));
        Assert.Equal(27, frame.ToDisplayString("text/plain").Split('\n').Length);
    }
}
