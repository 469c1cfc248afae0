namespace NotebookHost.Pages;

/// <summary>All chapters and the sections of this one: beside the text where there is room, else behind a button of the bar.</summary>
internal static class Contents
{
    public static string Render(PageParts page, Site site)
    {
        var sections = Sections(page);
        var chapters = string.Concat(site.Chapters.Select(link => Item(link, page, sections)));
        var appendices = string.Concat(site.Appendices.Select(link => Item(link, page, sections)));
        return $"""
            <nav id="contents" class="contents" popover aria-label="Contents">
            {(chapters.Length > 0 ? $"<ol class=\"pages\">\n{chapters}</ol>\n" : "")}{(appendices.Length > 0 ? $"<ul class=\"pages\">\n{appendices}</ul>\n" : "")}{(site.Chapters.Count == 0 ? sections : "")}</nav>

            """;
    }

    private static string Item(PageLink link, PageParts page, string sections) => link.Href == Html.Href(page.File)
        ? $"<li><a href=\"{Html.Encode(link.Href)}\" aria-current=\"page\">{Html.Encode(link.Title)}</a>\n{sections}</li>\n"
        : $"<li><a href=\"{Html.Encode(link.Href)}\">{Html.Encode(link.Title)}</a></li>\n";

    private static string Sections(PageParts page)
    {
        var sections = page.Sections.Where(h => h.Level is 2 or 3).ToList();
        return sections.Count < 2 ? "" : $"""
            <ol class="sections">
            {string.Concat(sections.Select(h => $"<li class=\"level-{h.Level}\"><a href=\"#{Html.Encode(h.Id)}\">{h.Html}</a></li>\n"))}</ol>

            """;
    }
}
