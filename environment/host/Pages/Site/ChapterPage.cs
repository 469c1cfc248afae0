using System.Globalization;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>An executed notebook as a page: its prose, its code, and what that produced.</summary>
internal sealed partial class ChapterPage
{
    private readonly ExecutedNotebook _notebook;
    private readonly MarkdownHtml _markdown;
    private readonly OutputHtml _outputs;
    private readonly string _cells;

    /// <param name="canDraw">Whether the page will have plotly.js.</param>
    public ChapterPage(ExecutedNotebook notebook, PageForm form, bool canDraw)
    {
        _notebook = notebook;
        int? number = int.TryParse(LeadingNumber().Match(notebook.Notebook.Name).Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
        _markdown = new MarkdownHtml(Path.GetDirectoryName(notebook.Notebook.Path) ?? ".", number);
        _outputs = new OutputHtml(_markdown, notebook.Notebook, form, new FigureNumbers(number), canDraw);
        var setup = notebook.Cells.FirstOrDefault(c => c.Cell.Kind == CellKind.Code);
        _cells = string.Concat(notebook.Cells.Select(cell => cell.Cell.Kind == CellKind.Markdown
            ? $"<section class=\"prose\">\n{_markdown.Render(cell.Cell.Source)}</section>\n"
            : CodeCell(cell, isSetup: cell == setup && Reference().IsMatch(cell.Cell.Source))));
    }

    public string Title => _markdown.Headings.Count > 0 ? _markdown.Headings[0].Text : _notebook.Notebook.Title;

    public string File => $"{_notebook.Notebook.Name}.html";

    /// <summary>What the chapter promises: its first paragraph, cut where it is long.</summary>
    public string Description => Shortened(_markdown.Lead ?? _notebook.Notebook.Title);

    /// <summary>Address of the chapter's first chart as a picture, null where there is none.</summary>
    public string? Picture => _outputs.FirstPicture;

    public IReadOnlyList<PageSection> Sections => _markdown.Sections;

    /// <summary>Minutes, at 200 words of prose and 25 lines of code each.</summary>
    public int ReadingTime => (int)Math.Ceiling(_notebook.Cells.Sum(c => c.Cell.Kind == CellKind.Markdown
        ? Word().Count(c.Cell.Source) / 200.0
        : c.Cell.Source.Count(ch => ch == '\n') / 25.0));

    /// <param name="below">HTML for under the title, such as downloads.</param>
    public PageParts Parts(PageLink? previous, PageLink? next, string below = "") => new()
    {
        Title = Title,
        Description = Description,
        File = File,
        Main = Stopped() + Below(_cells, below) + Neighbours(previous, next),
        Sections = _markdown.Headings,
        HasMaths = _markdown.HasMaths,
        HasCharts = _outputs.HasCharts,
        CompilesCode = _outputs.CompilesCode,
        HasCode = _notebook.Notebook.CodeCells.Count > 0,
        Picture = Picture,
    };

    private static string Below(string cells, string html)
    {
        var end = html.Length == 0 ? -1 : cells.IndexOf("</h1>", StringComparison.Ordinal);
        return end < 0 ? html + cells : cells.Insert(end + "</h1>".Length, "\n" + html);
    }

    /// <summary>As many whole sentences as fit, or else words.</summary>
    private static string Shortened(string text) =>
        text.Length <= 200 ? text
        : text.LastIndexOf(". ", 198, StringComparison.Ordinal) is > 40 and var end ? text[..(end + 1)]
        : text[..Math.Max(text.LastIndexOf(' ', 199), 100)] + " …";

    private string Stopped() => _notebook.FailedCell is { } failed
        ? $"<p class=\"stopped\">This run failed: <a href=\"#cell-{failed.Cell.Number}\">see the error</a>.</p>\n"
        : "";

    private string CodeCell(ExecutedCell cell, bool isSetup)
    {
        _markdown.AddToSection(cell.Cell.Source);
        var code = CodeHtml.Block(cell.Cell.Source, "csharp");
        return $"""
            <section class="cell{(cell.ExecutionCount is null ? " not-run" : "")}" id="cell-{cell.Cell.Number}">
            {(isSetup ? $"<details class=\"setup\"><summary>Setup: references and namespaces</summary>\n{code}\n</details>" : code)}
            <p class="run">{Run(cell)}</p>
            {string.Concat(cell.Outputs.Select(_outputs.Render))}</section>

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
            $"<nav class=\"neighbours\" aria-label=\"Chapters before and after\">\n{Link(previous, "prev", "Previous")}{Link(next, "next", "Next")}</nav>\n";
    }

    [GeneratedRegex(@"^#r\s", RegexOptions.Multiline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
