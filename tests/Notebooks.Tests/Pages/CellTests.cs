using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Pages;

public class CellTests
{
    [Fact]
    public void NotReached_IsSaid()
    {
        Assert.Contains("<span>not run</span>", Sample.Page(Sample.NotRun("x")), StringComparison.Ordinal);
        Assert.DoesNotContain("<span>not run</span>", Sample.Page(Sample.Code("x")), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ShowsItsCountAndTime() =>
        Assert.Contains("<span>[1]</span> <span>250 ms</span>", Sample.Page(Sample.Code("x")), StringComparison.Ordinal);

    [Fact]
    public void Error_ShowsNameMessagePlaceAndTrace_AndIsAnnouncedAtTheTop()
    {
        var page = Sample.Page(
            Sample.Markdown("# Title"),
            Sample.Code("throw …", new ErrorOutput("System.InvalidOperationException", "no weights", "   at Cell 3", Line: 41)));

        Assert.Contains("<strong>System.InvalidOperationException</strong>", page, StringComparison.Ordinal);
        Assert.Contains(">no weights</pre>", page, StringComparison.Ordinal);
        Assert.Contains("02-the-mixture.dib, line 41", page, StringComparison.Ordinal);
        Assert.Contains(">at Cell 3</pre>\n</details>", page, StringComparison.Ordinal);
        Assert.Contains("This run failed: <a href=\"#cell-2\">", page, StringComparison.Ordinal);
        Assert.Contains("id=\"cell-2\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_WithoutPlaceAndTrace_HasNeither()
    {
        var page = Sample.Page(Sample.Code("x", new ErrorOutput("Timeout", "60 s", "", Line: null)));

        Assert.DoesNotContain("class=\"where\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Stack trace", page, StringComparison.Ordinal);
    }

    [Fact]
    public void FirstCodeCell_WithReferences_IsFolded()
    {
        var page = Sample.Page(Sample.Code("#r \"../lib/bin/Gmm.dll\"\nusing Gmm;"), Sample.Code("#r \"../other.dll\""));

        Assert.Single(page.Split("<details class=\"setup\">").Skip(1));
    }

    [Fact]
    public void FirstCodeCell_WithoutReferences_IsOpen() =>
        Assert.DoesNotContain("<details class=\"setup\">", Sample.Page(Sample.Code("1 + 1")), StringComparison.Ordinal);

    [Fact]
    public void Value_InSeveralForms_IsShownInTheRichest()
    {
        const string Plain = "plain-form", Html = "<i>html-form</i>";

        Assert.Contains("Figure 2.1</a> A line</figcaption>", Sample.Page(Sample.Code("x", Sample.Value((Sample.PlotlyMime, Sample.Chart)))), StringComparison.Ordinal);
        Assert.DoesNotContain(Html, Sample.Page(Sample.Code("x", Sample.Value(("text/html", Html), (Sample.PlotlyMime, Sample.Chart)))), StringComparison.Ordinal);

        var page = Sample.Page(Sample.Code("x", Sample.Value(("text/plain", Plain), ("text/html", Html))));
        Assert.Contains(Html, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Plain, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1, 2]")]
    public void Value_WhoseFigureIsNone_FallsBack(string figure) =>
        Assert.Contains("instead</pre>", Sample.Page(Sample.Code("x", Sample.Value((Sample.PlotlyMime, figure), ("text/plain", "instead")))), StringComparison.Ordinal);

    [Fact]
    public void Value_AsPictureOrMarkdown_IsShownAsSuch()
    {
        Assert.Contains("<img src=\"data:image/png;base64,iVBORw==\"", Sample.Page(Sample.Code("x", Sample.Value(("image/png", "iVBO\nRw==")))), StringComparison.Ordinal);
        Assert.Contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\"", Sample.Page(Sample.Code("x", Sample.Value(("image/svg+xml", "<svg/>")))), StringComparison.Ordinal);
        Assert.Contains("<strong>bold</strong>", Sample.Page(Sample.Code("x", Sample.Value(("text/markdown", "**bold**")))), StringComparison.Ordinal);
    }

    [Fact]
    public void SourceInAnOutput_IsColouredLikeACell()
    {
        var page = Sample.Page(Sample.Code("x", Sample.Value(("text/html", "<figure><pre><code class=\"language-csharp\">if (a &lt; b) { }</code></pre></figure>"))));

        Assert.Contains("<figure><div class=\"code\"><pre><code><span class=\"keyword\">if</span> (a &lt; b)", page, StringComparison.Ordinal);
    }
}
