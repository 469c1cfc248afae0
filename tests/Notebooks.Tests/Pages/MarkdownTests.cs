using System.Text.RegularExpressions;
using NotebookHost.Pages;
using Xunit;

namespace Notebooks.Tests.Pages;

public class MarkdownTests
{
    private readonly MarkdownHtml _markdown = new("/nowhere");

    [Theory]
    [InlineData("02-the-mixture.dib", "02-the-mixture.html")]
    [InlineData("02-the-mixture.dib#two-recipes", "02-the-mixture.html#two-recipes")]
    [InlineData("./02-the-mixture.DIB", "./02-the-mixture.html")]
    [InlineData("glossary.md#mixture", "glossary.html#mixture")]
    [InlineData("../tests/README.md", "../tests/README.md")]
    [InlineData("#here", "#here")]
    [InlineData("data.csv", "data.csv")]
    [InlineData("https://example.org/x.dib", "https://example.org/x.dib")]
    public void Link_ToAChapterOrAnAppendix_LeadsToItsPage(string link, string expected) =>
        Assert.Contains($"<a href=\"{expected}\">", _markdown.Render($"[text]({link})"), StringComparison.Ordinal);

    [Fact]
    public void Headings_AcrossCells_GetStableUniqueIds()
    {
        _markdown.Render("# 2 · One `Normal`\n\n## Exercises");
        _markdown.Render("## Exercises\n\n### Größe & *Maß*\n\n## ?");

        Assert.Equal(
            ["2--one-normal", "exercises", "exercises-1", "größe--maß", "section"],
            _markdown.Headings.Select(h => h.Id));
    }

    [Fact]
    public void Heading_WithLinkCodeAndMaths_IsListedWithoutTheLink()
    {
        _markdown.Render("## The [weights](x.dib) `w` are $\\pi_k < 1$");

        var heading = Assert.Single(_markdown.Headings);
        Assert.Equal("The weights w are π_k < 1", heading.Text);
        Assert.StartsWith("The weights <code>w</code> are <span class=\"math\"><span class=\"katex\">", heading.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Contents_ListSectionsOfTheWholePage()
    {
        var page = Sample.Page(Sample.Markdown("# Title\n\n## One"), Sample.Markdown("### Two\n\n#### Not this"));

        Assert.Equal(
            ["#one", "#two"],
            Regex.Matches(Regex.Match(page, "<nav id=\"contents\".*?</nav>", RegexOptions.Singleline).Value, "href=\"([^\"]*)\"").Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void Description_IsTheFirstParagraph()
    {
        var page = Sample.Page(Sample.Markdown("# Title\n\nBy the end you can *draw*\nfrom a `Normal` \"bell\".\n\nMore."));

        Assert.Contains("<meta name=\"description\" content=\"By the end you can draw from a Normal &quot;bell&quot;.\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Footnotes_AcrossCells_AreOneSequence()
    {
        var html = _markdown.Render("a[^x] b[^y] a again[^x]\n\n[^x]: first\n[^y]: second") + _markdown.Render("c[^x]\n\n[^x]: third");

        Assert.Equal(["fn:1", "fn:2", "fn:3"], Regex.Matches(html, "<li id=\"([^\"]*)\"").Select(m => m.Groups[1].Value));
        Assert.Contains("<ol class=\"footnotes\" start=\"3\">", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#fn:3\" class=\"footnote-ref\"><sup>3</sup>", html, StringComparison.Ordinal);
        Assert.Equal(
            Regex.Matches(html, "id=\"(fnref:\\d+)\"").Select(m => m.Groups[1].Value).Distinct().Order(),
            Regex.Matches(html, "href=\"#(fnref:\\d+)\"").Select(m => m.Groups[1].Value).Order());
    }

    [Fact]
    public void Details_HoldMarkdownCodeAndMaths()
    {
        var html = _markdown.Render("<details>\n<summary>Solution</summary>\n\nThe *columns*, $\\mu$:\n\n```csharp\nvar x = 1;\n```\n\n</details>\n");

        Assert.Matches("(?s)<details>\\s*<summary>Solution</summary>.*<em>columns</em>.*<span class=\"keyword\">var</span>.*</details>", html);
        Assert.True(_markdown.HasMaths);
    }

    [Theory]
    [InlineData("$a<b$", "<span class=\"math\">", false)]
    [InlineData("$$a<b$$", "<span class=\"math display\">", true)]
    [InlineData("$$\na<b\n$$", "<div class=\"math display\">", true)]
    public void Maths_IsSetWhenThePageIsMade_InLineOrSetApart(string markdown, string element, bool display)
    {
        var html = _markdown.Render(markdown);

        Assert.Contains(element, html, StringComparison.Ordinal);
        Assert.Contains("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"", html, StringComparison.Ordinal);
        Assert.Contains("<mi>a</mi><mo>&lt;</mo><mi>b</mi>", html, StringComparison.Ordinal);
        Assert.Equal(display, html.Contains("katex-display", StringComparison.Ordinal));
    }

    [Fact]
    public void Maths_InAChapter_IsNumberedWhereItIsSetApart()
    {
        var markdown = new MarkdownHtml("/nowhere", chapter: 3);

        var html = markdown.Render("$$a$$ and $b$\n\n$$\nc \\tag{mine}\n$$") + markdown.Render("$$d$$");

        Assert.Equal(["Equation 3.1", "Equation 3.2"], Regex.Matches(html, "data-label=\"([^\"]*)\"").Select(m => m.Groups[1].Value));
        Assert.Contains("id=\"eq-2\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\nosuchthing<")]
    [InlineData("{")]
    public void Maths_ThatIsNone_IsShownAsItIs_MarkedAsAnError(string tex) => Assert.Contains(
        $"<code class=\"bad maths-error\">{tex.Replace("<", "&lt;", StringComparison.Ordinal)}</code>", _markdown.Render($"${tex}$"), StringComparison.Ordinal);

    [Fact]
    public void Heading_EndsWithALinkToItself() => Assert.Contains(
        "<h2 id=\"the-w\">The <code>w</code> <a class=\"permalink\" href=\"#the-w\" aria-label=\"Link to The w\">#</a></h2>",
        _markdown.Render("## The `w`"),
        StringComparison.Ordinal);

    [Fact]
    public void Table_CornerWithoutText_IsNoHeader()
    {
        var html = _markdown.Render("| | axis |\n|---|---|\n| N | 0 |");

        Assert.Contains("<td></td>\n<th>axis</th>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_HoldTheWordsUnderEachHeading()
    {
        _markdown.Render("Before.\n\n## One\n\nFirst `code`.\n\n- item");
        _markdown.AddToSection("var x = 1;");

        Assert.Equal(
            [(null, "Before.\n"), ("One", "First code.\nitem\nvar x = 1;\n")],
            _markdown.Sections.Select(s => (s.Heading?.Text, s.Text)));
    }

    [Fact]
    public void Fence_OfUnknownLanguage_IsPlainText() =>
        Assert.Contains("<code>if (a &lt; b) var</code>", _markdown.Render("```fortran\nif (a < b) var\n```"), StringComparison.Ordinal);

    [Fact]
    public void Fence_OfAConsole_SetsThePromptApart() =>
        Assert.Contains(
            "<span class=\"prompt\">$ </span>dotnet test <span class=\"comment\"># all</span>\nPassed! 2 &gt; 1",
            _markdown.Render("```console\n$ dotnet test # all\nPassed! 2 > 1\n```"),
            StringComparison.Ordinal);

    [Fact]
    public void Tables_AreTables() =>
        Assert.Contains("<th style=\"text-align: right;\">axis</th>", _markdown.Render("| symbol | axis |\n|---|---:|\n| N | 0 |"), StringComparison.Ordinal);
}
