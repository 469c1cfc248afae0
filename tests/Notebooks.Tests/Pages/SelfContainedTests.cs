using System.Text.RegularExpressions;
using Xunit;

namespace Notebooks.Tests.Pages;

public class SelfContainedTests
{
    private const string PlotlyBanner = "plotly.js v2.28.0";
    private const string KatexMark = "font-family:KaTeX_Main";

    [Fact]
    public void Plotly_WithThreeCharts_IsInlinedOnce() =>
        Assert.Equal(1, Regex.Count(Sample.Page(Sample.Charts(Sample.Chart, Sample.Chart), Sample.Charts(Sample.Chart)), Regex.Escape(PlotlyBanner)));

    [Fact]
    public void Plotly_WithoutAChart_IsLeftOut() =>
        Assert.DoesNotContain(PlotlyBanner, Sample.Page(Sample.Markdown("# Text"), Sample.Code("1 + 1")), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("/nowhere/Plotly.NET.dll")]
    public void Plotly_ThatCannotBeFound_IsSaidAtTheChart(string? assembly)
    {
        var page = Sample.Page(assembly, Sample.Charts(Sample.Chart));

        Assert.Contains("needs plotly.js, which was not found", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Plotly_InAFileThatIsNoAssembly_IsSaidAtTheChart()
    {
        var page = Sample.Page(Path.ChangeExtension(Sample.PlotlyAssembly, null) + ".xml", Sample.Charts(Sample.Chart));

        Assert.Contains("needs plotly.js, which was not found", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Katex_WithoutMaths_IsLeftOut() =>
        Assert.DoesNotContain(KatexMark, Sample.Page(Sample.Markdown("It costs $5."), Sample.Charts(Sample.Chart)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Weights $\\pi$.")]
    [InlineData("## The weights $\\pi$")]
    [InlineData("$$\nx^2\n$$")]
    [InlineData("| a |\n|---|\n| $x$ |")]
    public void Katex_WithMathsAnywhere_ComesWithItsFonts(string markdown)
    {
        var page = Sample.Page(Sample.Markdown(markdown));

        Assert.Contains("<span class=\"katex\">", page, StringComparison.Ordinal);
        Assert.Equal(20, Regex.Count(page, @"@font-face\{[^}]*url\(data:font/woff2;base64,[^)]{1000,}\)"));
        Assert.DoesNotContain("url(fonts", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Katex_WithMathsInAnOutput_IsIncluded() =>
        Assert.Contains(KatexMark, Sample.Page(Sample.Code("x", Sample.Value(("text/markdown", "$x$")))), StringComparison.Ordinal);

    [Fact]
    public void Page_WithEverything_RefersToNothingOutside()
    {
        var page = Sample.Page(
            Sample.Markdown("# Title\n\n$x$, a [link](https://example.org) and ![no such image](missing.png)"),
            Sample.Charts(Sample.Chart));

        var references = Regex.Matches(Sample.Markup(page), @"<(\w+)[^>]*?\s(?:src|srcset|href|data|poster|action)=""([^""]*)""")
            .Where(m => m.Groups[1].Value != "a")
            .Select(m => m.Groups[2].Value)
            .Where(url => !url.StartsWith("data:", StringComparison.Ordinal));
        Assert.Equal(["missing.png"], references);
        var styles = string.Concat(Regex.Matches(page, "<style>(.*?)</style>", RegexOptions.Singleline).Select(m => m.Value));
        Assert.DoesNotMatch(@"@import|url\((?!data:)", styles);
    }

    [Fact]
    public void Page_TellsTheBrowserToFetchNothing()
    {
        var policy = Regex.Match(Sample.Page(), "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"https?:|\*|'self'", policy);
    }

    [Fact]
    public void Page_WithLocalImage_ContainsIt()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "a picture.png"), [1, 2, 3]);

            var html = new NotebookHost.Pages.MarkdownHtml(folder.FullName).Render("![two clouds](a%20picture.png)");

            Assert.Contains("<img src=\"data:image/png;base64,AQID\" alt=\"two clouds\"", html, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
