namespace NotebookHost.Pages;

/// <summary>What every page shares: the head, the style sheet and the theme.</summary>
internal static class Document
{
    // The browser itself holds the page to what it promises: nothing is fetched, everything is inside.
    // 'unsafe-eval' is for plotly.js, whose WebGL traces compile their shaders' callers.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; " +
        "font-src data:; media-src data: blob:; base-uri 'none'; form-action 'none'";

    /// <param name="title">Plain text.</param>
    /// <param name="description">Plain text, a sentence or two.</param>
    /// <param name="styles">Style sheets beyond the common one.</param>
    /// <param name="home">HTML at the left of the bar.</param>
    /// <param name="body">HTML below the bar.</param>
    /// <param name="scripts">Script elements beyond the common one, at the end of the body.</param>
    public static string Render(string title, string description, string styles, string home, string body, string scripts) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="{ContentSecurityPolicy}">
        <meta name="color-scheme" content="light dark">
        <meta name="description" content="{Html.Encode(description)}">
        <title>{Html.Encode(title)}</title>
        <link rel="icon" href="{Asset.DataUri("pages/favicon.svg", "image/svg+xml")}">
        <style>
        {Asset.Text("pages/page.css")}{styles}</style>
        {Html.Script(Asset.Text("pages/theme.js"))}</head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="bar">
        {home}
        <button class="theme" type="button" hidden></button>
        </header>
        {body}
        {Html.Script(Asset.Text("pages/page.js"))}{scripts}</body>
        </html>

        """;
}
