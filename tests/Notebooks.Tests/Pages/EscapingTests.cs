using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Pages;

public class EscapingTests
{
    private const string Hostile = "</script></pre></code><!--<b onclick=\"x\">&amp;";

    [Fact]
    public void ChartJson_WithMarkupInside_ReachesTheScriptUnchanged()
    {
        var figure = JsonSerializer.Serialize(new { data = new[] { new { name = Hostile } }, layout = new { title = new { text = "<b>Bold</b> & 1 < 2" } } });

        // Serialize escapes "<" by itself; the formatters of notebooks do not.
        var page = Sample.Page(Sample.Charts(figure.Replace("\\u003C", "<", StringComparison.Ordinal)));

        var json = Regex.Match(page, "<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        Assert.DoesNotContain("<", json, StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(figure).RootElement, JsonDocument.Parse(json).RootElement));
        Assert.Contains("</a> Bold &amp; 1 &lt; 2</figcaption>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void CodeAndOutputs_WithMarkupInside_AreText()
    {
        var page = Sample.Page(Sample.Code(
            $"// {Hostile}",
            new StreamOutput(IsError: false, Hostile),
            new StreamOutput(IsError: true, Hostile),
            Sample.Value(("text/plain", Hostile)),
            new ErrorOutput(Hostile, Hostile, Hostile, Line: 7)));

        Assert.DoesNotContain("<b onclick", page, StringComparison.Ordinal);
        Assert.Equal(7, Regex.Count(page, Regex.Escape(WebUtility.HtmlEncode(Hostile))));
    }

    [Fact]
    public void Titles_WithMarkupInside_AreText()
    {
        var page = HtmlPage.Render(
            new ExecutedNotebook(new Notebook("/somewhere/a.dib", []), [], null),
            new PageLink("a < b", "a.html"),
            new PageLink("\"c\" & d", "c&d.html"));

        Assert.Contains("a &lt; b</a>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"c&amp;d.html\"><small>Next</small>&quot;c&quot; &amp; d</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Scripts_HaveBalancedElements()
    {
        var page = Sample.Page(Sample.Markdown("$x$"), Sample.Charts(Sample.Chart));

        Assert.Equal(Regex.Count(Sample.Markup(page), "<script"), Regex.Count(Sample.Markup(page), "</script>"));
        Assert.EndsWith("</body>\n</html>\n", page, StringComparison.Ordinal);
    }
}
