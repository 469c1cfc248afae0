using System.Text.RegularExpressions;
using NotebookHost.Pages;

namespace NotebookHost;

/// <summary>An executed notebook as one file that needs nothing else: no network, no neighbour, no server.</summary>
public static partial class HtmlPage
{
    /// <param name="previous">The notebook before this one, null for the first.</param>
    /// <param name="next">The notebook after this one, null for the last.</param>
    public static string Render(ExecutedNotebook notebook, PageLink? previous, PageLink? next)
    {
        var plotly = HasCharts(notebook) ? PlotlyScript.TryRead(notebook.PlotlyAssembly) : null;
        var markdown = new MarkdownHtml(Path.GetDirectoryName(notebook.Notebook.Path) ?? ".");
        var outputs = new OutputHtml(markdown, Path.GetFileName(notebook.Notebook.Path), canDraw: plotly is not null);
        var setup = notebook.Cells.FirstOrDefault(c => c.Cell.Kind == CellKind.Code);
        var cells = string.Concat(notebook.Cells.Select(cell => cell.Cell.Kind == CellKind.Markdown
            ? $"<section class=\"prose\">\n{markdown.Render(cell.Cell.Source)}</section>\n"
            : CodeCell(cell, outputs, isSetup: cell == setup && Reference().IsMatch(cell.Cell.Source))));

        return Document.Render(
            title: Title(notebook, markdown),
            description: Shortened(markdown.Lead ?? notebook.Notebook.Title),
            styles: markdown.HasMaths ? Katex.Styles() : "",
            home: "<a href=\"index.html\">All notebooks</a>",
            body: $"""
                <div class="page">
                {Contents(markdown.Headings)}<main id="content">
                {Stopped(notebook)}{cells}{Neighbours(previous, next)}</main>
                </div>
                """,
            scripts: (markdown.HasMaths ? Katex.Scripts() : "")
                + (plotly is null ? "" : Html.Script(plotly) + Html.Script(Asset.Text("pages/charts.js"))));
    }

    private static bool HasCharts(ExecutedNotebook notebook) =>
        notebook.Cells.SelectMany(c => c.Outputs).OfType<DisplayOutput>().Any(o => o.Data.ContainsKey(ChartHtml.MimeType));

    private static string Title(ExecutedNotebook notebook, MarkdownHtml markdown) =>
        markdown.Headings.Count > 0 ? markdown.Headings[0].Text : notebook.Notebook.Title;

    private static string Shortened(string text) =>
        text.Length <= 200 ? text : text[..Math.Max(text.LastIndexOf(' ', 199), 100)] + " …";

    private static string Contents(IReadOnlyList<PageHeading> headings)
    {
        var sections = headings.Where(h => h.Level is 2 or 3).ToList();
        return sections.Count < 2 ? "" : $"""
            <nav class="toc" aria-label="On this page">
            <details>
            <summary>On this page</summary>
            <ol>
            {string.Concat(sections.Select(h => $"<li class=\"level-{h.Level}\"><a href=\"#{Html.Encode(h.Id)}\">{h.Html}</a></li>\n"))}</ol>
            </details>
            </nav>

            """;
    }

    private static string Stopped(ExecutedNotebook notebook) =>
        notebook.Cells.FirstOrDefault(c => c.Outputs.Any(o => o is ErrorOutput)) is { } failed
            ? $"<p class=\"stopped\">This run failed: <a href=\"#cell-{failed.Cell.Number}\">see the error</a>.</p>\n"
            : "";

    private static string CodeCell(ExecutedCell cell, OutputHtml outputs, bool isSetup)
    {
        var code = CodeHtml.Block(cell.Cell.Source, "csharp");
        return $"""
            <section class="cell{(cell.ExecutionCount is null ? " not-run" : "")}" id="cell-{cell.Cell.Number}" aria-label="Code cell">
            {(isSetup ? $"<details class=\"setup\"><summary>Setup: references and namespaces</summary>\n{code}\n</details>" : code)}
            <p class="run">{Run(cell)}</p>
            {string.Concat(cell.Outputs.Select(outputs.Render))}</section>

            """;
    }

    private static string Run(ExecutedCell cell) => cell.ExecutionCount is { } count
        ? $"<span>[{count}]</span> <span>{Elapsed.Words(cell.Duration)}</span>"
        : "<span>not run</span>";

    private static string Neighbours(PageLink? previous, PageLink? next)
    {
        static string Link(PageLink? link, string rel, string label) => link is null ? "" :
            $"<a rel=\"{rel}\" href=\"{Html.Encode(link.Href)}\"><small>{label}</small>{Html.Encode(link.Title)}</a>\n";

        return previous is null && next is null ? "" :
            $"<nav class=\"neighbours\" aria-label=\"Chapters\">\n{Link(previous, "prev", "Previous")}{Link(next, "next", "Next")}</nav>\n";
    }

    [GeneratedRegex(@"^#r\s", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
