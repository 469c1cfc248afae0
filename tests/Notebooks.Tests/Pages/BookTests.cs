using System.Text;
using System.Text.RegularExpressions;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Pages;

public sealed class BookTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TitlePage_HasTheIntroductionAndEveryChapter()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "index.md"), "# The <book>\n\nFor *whom* it is.\n");

        var page = Book(Chapter("01-one", "# 1 · One & thing\n\nBy the end you can do it."), Chapter("02-two", "# 2 · Two"))["index.html"];

        Assert.Contains("<title>The &lt;book&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("For <em>whom</em> it is.", page, StringComparison.Ordinal);
        Assert.Contains("</span>1 · One &amp; thing</a>\n<p>By the end you can do it.</p>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"02-two.html\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPage_ListsAllPages_AndItselfAsCurrent()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "glossary.md"), "# Glossary\n\n## Mixture\n\nA sum.");

        var book = Book(Chapter("01-one", "# One"), Chapter("02-two", "# Two"));

        Assert.All(Pages(book), page =>
        {
            var contents = Regex.Match(page.Value, "<nav id=\"contents\".*?</nav>", RegexOptions.Singleline).Value;
            Assert.Equal(
                ["01-one.html", "02-two.html", "glossary.html"],
                Regex.Matches(contents, "href=\"([^\"#]+)\"").Select(m => m.Groups[1].Value));
            Assert.Equal(
                page.Key is "index.html" or "build.html" ? [] : [page.Key],
                Regex.Matches(contents, "href=\"([^\"]+)\" aria-current=\"page\"").Select(m => m.Groups[1].Value));
        });
    }

    [Fact]
    public void EveryLink_LeadsToAFileAndAPlaceOfTheBook()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "glossary.md"), "# Glossary\n\n## Mixture\n\nA sum.");

        var book = Book(
            Chapter("01-one", "# One\n\n## Part\n\n[there](02-two.dib#part) [word](glossary.md#mixture)", Sample.Charts(Sample.Chart)),
            Chapter("02-two", "# Two\n\n## Part\n\n$$x$$ back to [Figure](01-one.dib#fig-a-line) and [Equation](#eq-1)"));

        Assert.All(
            from page in Pages(book)
            from reference in Regex.Matches(Sample.Markup(page.Value), " (?:href|src)=\"([^\"]*)\"").Select(m => m.Groups[1].Value)
            where !Uri.TryCreate(reference, UriKind.Absolute, out _)
            select (page.Key, reference),
            link =>
            {
                var (file, place) = link.reference.Split('#') is [var f, var p] ? (f, p) : (link.reference, "");
                Assert.True(book.TryGetValue(file.Length > 0 ? file : link.Key, out var target), $"{link}");
                Assert.True(place.Length == 0 || target!.Contains($"id=\"{place}\"", StringComparison.Ordinal), $"{link}");
            });
        Assert.Contains("<a href=\"01-one.html#fig-a-line\">Figure 1.1</a> and <a href=\"#eq-1\">Equation 2.1</a>", book["02-two.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkOutOfTheFolder_IsItsWords_WhereNobodyKnowsTheSource() =>
        Assert.Contains("<p>See how <em>many</em> do it.</p>", Book(Chapter("01-one", "# One\n\nSee [how *many*](../environment/README.md) do it."))["01-one.html"], StringComparison.Ordinal);

    [Fact]
    public void ACitation_LeadsToItsWork()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "literature.md"), "# Literature\n\nC. Guo, G. Pleiss (2017). *Calibration.*\n");

        var book = Book(Chapter("01-one", "# One\n\nAs was shown (Guo et al., 2017) and not (Nobody, 1999)."));

        Assert.Contains("<p id=\"cite-guo-2017\">C. Guo,", book["literature.html"], StringComparison.Ordinal);
        Assert.Contains("(<a href=\"literature.html#cite-guo-2017\">Guo et al., 2017</a>) and not (Nobody, 1999)", book["01-one.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Plotly_IsThereOnce()
    {
        var book = Book(Chapter("01-one", "# One", Sample.Charts(Sample.Chart)), Chapter("02-two", "# Two", Sample.Charts(Sample.Chart)));

        Assert.Equal(["assets/plotly.js"], book.Where(f => f.Value.Contains("plotly.js v2", StringComparison.Ordinal)).Select(f => f.Key));
        Assert.All(["01-one.html", "02-two.html"], page => Assert.Contains("<script src=\"assets/plotly.js\" defer>", book[page], StringComparison.Ordinal));
        Assert.DoesNotContain("plotly.js", book["index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Chapter_LinksToItsNeighboursAndItsFiles()
    {
        var book = Book(Chapter("01-one", "# One"), Chapter("02-two", "# Two"), Chapter("03-three", "# Three"));

        Assert.Contains("<a rel=\"prev\" href=\"01-one.html\">", book["02-two.html"], StringComparison.Ordinal);
        Assert.Contains("<a rel=\"next\" href=\"03-three.html\">", book["02-two.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", Sample.Markup(book["01-one.html"]), StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", Sample.Markup(book["03-three.html"]), StringComparison.Ordinal);
        Assert.StartsWith("#!meta", book["files/02-two.dib"], StringComparison.Ordinal);
        Assert.Contains("\"nbformat\": 4", book["files/02-two.ipynb"], StringComparison.Ordinal);
        Assert.Contains("// cell 1, line 1 of 02-two.dib\n1 + 1\n", book["files/02-two.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void BuildReport_CountsTheRun_AndNamesWhatFailed()
    {
        var report = Book(
            Chapter("01-one", "# 1 · Distinct & more", Sample.Code("2")),
            Chapter("02-two", "# Two", Sample.Code("x", new ErrorOutput("Broken", "it is", "", null))))["build.html"];

        Assert.Contains("2 chapters, 4 code cells, executed in 1.0 s. 1 chapter failed.", report, StringComparison.Ordinal);
        Assert.Contains("<a href=\"01-one.html\">1 · Distinct &amp; more</a></td><td class=\"number\">2</td>", report, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">1 of 2</td>", report, StringComparison.Ordinal);
    }

    [Fact]
    public void SearchIndex_HasEverySection()
    {
        var index = Book(Chapter("01-one", "# One\n\nFirst words.\n\n## Part\n\nSecond words."))["assets/search-index.js"];

        Assert.Contains("\"url\":\"01-one.html#part\",\"page\":\"One\",\"heading\":\"Part\",\"text\":\"Second words. 1 + 1\"", index, StringComparison.Ordinal);
        Assert.Contains("\"url\":\"01-one.html\",\"page\":\"One\",\"heading\":\"One\",\"text\":\"First words.\"", index, StringComparison.Ordinal);
    }

    [Fact]
    public void SearchIndex_HasGreekLettersInPlaceOfTheirCommands()
    {
        var index = Book(Chapter("01-one", "# One\n\nOf $\\mathcal{N}(\\mu, \\Sigma)$, known."))["assets/search-index.js"];

        Assert.Contains("\"text\":\"Of N (μ, Σ), known.", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_IsInTheSiteMapAndThePages()
    {
        var book = Book("https://example.org/book/", Chapter("01-one", "# One"));

        Assert.Contains("<loc>https://example.org/book/01-one.html</loc>", book["sitemap.xml"], StringComparison.Ordinal);
        Assert.Contains("<link rel=\"canonical\" href=\"https://example.org/book/\">", book["index.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("sitemap.xml", Book(Chapter("01-one", "# One")).Keys);
    }

    [Fact]
    public void Pictures_AreFilesBesideThePages()
    {
        var book = Book(Chapter("01-one", "# One", Sample.Code("x", Sample.Value((Sample.PlotlyMime, Sample.Chart), ("image/png", "iVBO\nRw==")))));

        Assert.Contains("<img class=\"picture\" src=\"images/01-one-1.png\" alt=\"A line\"", book["01-one.html"], StringComparison.Ordinal);
        Assert.Contains("images/01-one-1.png", book.Keys);
        Assert.Contains("<img src=\"images/01-one-1.png\" alt=\"\"", book["index.html"], StringComparison.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pages(Dictionary<string, string> book) =>
        book.Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal));

    private static Dictionary<string, string> Book(params ExecutedNotebook[] chapters) => Book(null, chapters);

    private static Dictionary<string, string> Book(string? address, params ExecutedNotebook[] chapters) =>
        NotebookHost.Pages.Book.Files([.. chapters.Select(c => (c, DateTimeOffset.UnixEpoch))], address)
            .ToDictionary(f => f.Path, f => Encoding.UTF8.GetString(f.Content));

    private ExecutedNotebook Chapter(string name, string markdown, params ExecutedCell[] more)
    {
        ExecutedCell[] cells = [Sample.Markdown(markdown), Sample.Code("1 + 1"), .. more];
        var numbered = cells.Select((c, i) => c with { Cell = c.Cell with { Number = i + 1 } }).ToList();
        return new(new Notebook(Path.Combine(_folder.FullName, name + ".dib"), [.. numbered.Select(c => c.Cell)]), numbered, Sample.PlotlyAssembly);
    }
}
