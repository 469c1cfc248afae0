using System.Text;

namespace NotebookHost.Pages;

/// <summary>A site of executed notebooks: its pages, and the files beside them, by their path.</summary>
internal static class Book
{
    private static readonly string[] Scripts = ["page.js", "search.js", "charts.js", "favicon.svg"];

    /// <param name="executed">The chapters in order, each with when it was executed; one or more.</param>
    /// <param name="address">Where the site will be, ending with a slash; null where nobody knows.</param>
    public static IEnumerable<(string Path, byte[] Content)> Files(IReadOnlyList<(ExecutedNotebook Notebook, DateTimeOffset At)> executed, string? address)
    {
        var folder = executed[0].Notebook.Notebook.Folder;
        var plotly = executed.Select(e => PlotlyScript.TryRead(e.Notebook.PlotlyAssembly)).FirstOrDefault(script => script is not null);
        var form = new SharedFiles();
        List<BookChapter> chapters = [.. executed.Select(e => new BookChapter(e.Notebook, e.At, new(e.Notebook, form, plotly is not null)))];
        List<Appendix> appendices = [.. Appendix.In(folder).Where(a => chapters.TrueForAll(c => c.Page.File != a.File))];
        var introduction = Path.Combine(folder, "index.md") is var index && File.Exists(index) ? File.ReadAllText(index) : null;
        var site = new Site(
            introduction?.Split('\n').FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? "Notebooks",
            form,
            [.. chapters.Select(c => new PageLink(c.Page.Title, Html.Href(c.Page.File)))],
            [.. appendices.Select(a => new PageLink(a.Title, Html.Href(a.File)))],
            SourceRepository.Of(folder),
            address,
            executed.Max(e => e.At),
            Versions.Of(executed[0].Notebook.Notebook));

        var pages = Pages(chapters, appendices, introduction, folder, site);
        var labels = pages.SelectMany(p => References.Labels(Html.Href(p.File), p.Html)).DistinctBy(l => l.Place).ToDictionary(l => l.Place, l => l.Label);
        var works = pages.SelectMany(p => Citations.Places(Html.Href(p.File), p.Html)).DistinctBy(w => w.Id).ToDictionary(w => w.Id, w => w.Place);
        foreach (var (file, html) in pages)
        {
            yield return (file, Encoding.UTF8.GetBytes(SourceLinks.Resolve(Citations.Link(References.Resolve(Html.Href(file), html, labels), works), site.Source)));
        }

        var sections = chapters.Select(c => (c.Page.Title, c.Page.File, c.Page.Sections)).Concat(appendices.Select(a => (a.Title, a.File, a.Sections)));
        foreach (var (path, text) in chapters.SelectMany(c => Downloads.Files(c.Executed))
            .Append(("assets/search-index.js", SearchIndex.Render(sections)))
            .Append(("assets/minisearch.js", Asset.Text("minisearch/minisearch.js")))
            .Append(("assets/plotly.js", plotly ?? ""))
            .Concat(Scripts.Select(name => ($"assets/{name}", Asset.Text($"pages/{name}"))))
            .Concat(Sitemap(pages, address)))
        {
            yield return (path, Encoding.UTF8.GetBytes(text));
        }

        foreach (var (path, content) in form.Pictures.Select(p => (p.Key, p.Value))
            .Concat(Katex.Fonts().Select(name => ($"assets/fonts/{name}", Asset.Bytes($"katex/{name}")))))
        {
            yield return (path, content);
        }
    }

    private static List<(string File, string Html)> Pages(
        List<BookChapter> chapters, List<Appendix> appendices, string? introduction, string folder, Site site)
    {
        string Render(PageParts parts) => Document.Render(parts, site);

        return
        [
            ("index.html", Render(TitlePage.Render(introduction, folder, chapters, site))),
            .. chapters.Select((c, i) => (c.Page.File, Render(c.Page.Parts(
                i > 0 ? site.Chapters[i - 1] : null, i + 1 < chapters.Count ? site.Chapters[i + 1] : null, Below(c, site.Source))))),
            .. appendices.Select(a => (a.File, Render(a.Parts()))),
            ("build.html", Render(BuildReport.Render(chapters))),
        ];
    }

    private static string Below(BookChapter chapter, SourceRepository source) =>
        $"<p class=\"downloads\"><span>{chapter.Page.ReadingTime} min to read</span>\n{Downloads.Links(chapter.Executed.Notebook, source)}</p>\n";

    private static IEnumerable<(string, string)> Sitemap(List<(string File, string Html)> pages, string? address)
    {
        if (address is null)
        {
            return [];
        }

        var urls = string.Concat(pages.Select(p => $"<url><loc>{Html.Encode(address + (p.File == "index.html" ? "" : Html.Href(p.File)))}</loc></url>\n"));
        return
        [
            ("sitemap.xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"),
            ("robots.txt", $"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n"),
        ];
    }
}
