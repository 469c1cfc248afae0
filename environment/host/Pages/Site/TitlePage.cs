namespace NotebookHost.Pages;

/// <summary>The first page: what the book is, for whom, and its chapters.</summary>
internal static class TitlePage
{
    /// <param name="introduction">The markdown of index.md, null where there is none.</param>
    public static PageParts Render(string? introduction, string folder, IReadOnlyList<BookChapter> chapters, Site site)
    {
        var markdown = new MarkdownHtml(folder);
        var html = markdown.Render(introduction ?? $"# {site.Title}");
        var failed = chapters.Count(c => c.Executed.FailedCell is not null);
        return new()
        {
            Title = site.Title,
            Description = markdown.Lead ?? site.Title,
            File = "index.html",
            Kind = "title",
            HasMaths = markdown.HasMaths,
            Picture = chapters.Select(c => c.Page.Picture).FirstOrDefault(p => p is not null),
            Main = $"""
                <section class="prose introduction">
                {html}</section>
                {(failed == 0 ? "" : $"<p class=\"stopped\">{failed} of {chapters.Count} chapters failed: see the <a href=\"build.html\">build report</a>.</p>\n")}<ol class="chapters">
                {string.Concat(chapters.Select(Item))}</ol>

                """,
        };
    }

    private static string Item(BookChapter chapter)
    {
        var page = chapter.Page;
        var picture = page.Picture is null ? ChartSketch.Render(chapter.Executed) : $"<img src=\"{page.Picture}\" alt=\"\" loading=\"lazy\">";
        return $"""
            <li>
            <a href="{Html.Href(page.File)}"><span class="thumbnail" aria-hidden="true">{picture}</span>{Html.Encode(page.Title)}</a>
            <p>{Html.Encode(page.Description)}</p>
            <p class="meta">{page.ReadingTime} min to read{(chapter.Executed.FailedCell is null ? "" : " · <strong class=\"bad\">failed</strong>")}</p>
            </li>

            """;
    }
}
