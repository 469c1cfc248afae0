namespace NotebookHost.Pages;

/// <summary>The frame of every page: head, bar, contents, footer.</summary>
internal static class Document
{
    public static string Render(PageParts page, Site site)
    {
        var form = site.Form;
        var theme = form.Script("theme.js", waits: false);
        List<(string Element, string Source)> scripts = [form.Script("page.js", waits: true)];
        if (form.IsSite)
        {
            scripts.Add(form.Script("search.js", waits: true));
        }

        if (page.HasCharts)
        {
            scripts.Add(form.Script("plotly.js", waits: true));
            scripts.Add(form.Script("charts.js", waits: true));
        }

        var elements = string.Concat(scripts.Select(s => s.Element));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy(page, form, scripts.Append(theme).Select(s => s.Source))}">
            <meta name="color-scheme" content="light dark">
            <meta name="description" content="{Html.Encode(page.Description)}">
            {OpenGraph(page, site)}<title>{Html.Encode(page.Title == site.Title ? page.Title : $"{page.Title} · {site.Title}")}</title>
            <link rel="icon" href="{form.Icon}">
            {form.Style("page.css")}{(page.HasMaths ? form.Style("katex.css") : "")}{theme.Element}{(form.IsSite ? elements : "")}</head>
            <body>
            <a class="skip" href="#content">Skip to the content</a>
            {Bar(page, site)}<div class="page">
            {Contents.Render(page, site)}<main id="content" class="{page.Kind}">
            {page.Main}</main>
            </div>
            {Footer.Render(site)}{(form.IsSite ? "" : elements)}</body>
            </html>

            """;
    }

    /// <summary>The browser itself holds the page to what it promises: nothing is fetched from elsewhere, and no script runs but ours.</summary>
    private static string Policy(PageParts page, PageForm form, IEnumerable<string> scripts)
    {
        var sources = form.Sources.Length > 0 ? form.Sources + " " : "";
        return $"default-src 'none'; script-src {string.Join(' ', scripts.Distinct())}{(page.CompilesCode ? " 'unsafe-eval'" : "")}; "
            + $"style-src {sources}'unsafe-inline'; img-src {sources}data: blob:; font-src {sources}data:; base-uri 'none'; form-action 'none'";
    }

    private static string OpenGraph(PageParts page, Site site)
    {
        static string Meta(string property, string? content) =>
            content is null ? "" : $"<meta property=\"og:{property}\" content=\"{Html.Encode(content)}\">\n";

        return !site.Form.IsSite ? "" :
            Meta("title", page.Title) + Meta("site_name", site.Title) + Meta("description", page.Description) + Meta("type", "article")
            + (site.Address is not { } address ? "" :
                Meta("url", address + (page.File == "index.html" ? "" : Html.Href(page.File))) + Meta("image", page.Picture is null ? null : address + page.Picture)
                + $"<link rel=\"canonical\" href=\"{Html.Encode(address + (page.File == "index.html" ? "" : Html.Href(page.File)))}\">\n");
    }

    private static string Bar(PageParts page, Site site) =>
        $"""
        <header class="bar">
        <button type="button" class="open-contents" popovertarget="contents">Contents</button>
        {(site.Form.IsSite ? $"<a class=\"home\" href=\"index.html\">{Html.Encode(site.Title)}</a>" : $"<span class=\"home\">{Html.Encode(site.Title)}</span>")}
        <div class="tools">
        {(site.Form.IsSite ? "<button type=\"button\" class=\"search\" hidden>Search</button>\n" : "")}{(page.HasCode ? "<button type=\"button\" class=\"code-shown\" hidden>Hide code</button>\n" : "")}<button type="button" class="theme" hidden></button>
        </div>
        </header>

        """;
}
