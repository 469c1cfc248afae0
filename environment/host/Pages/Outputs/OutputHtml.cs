using System.Globalization;
using System.Text;

namespace NotebookHost.Pages;

/// <summary>What a cell produced, as HTML: for a value, the richest of its forms that a page can show.</summary>
/// <param name="markdown">Renders text/markdown, in one sequence with the page's prose.</param>
/// <param name="notebook">Whose outputs they are: errors and pictures name it.</param>
/// <param name="canDraw">Whether the page has plotly.js.</param>
internal sealed class OutputHtml(MarkdownHtml markdown, Notebook notebook, PageForm form, FigureNumbers figures, bool canDraw)
{
    private int _pictures;

    /// <summary>Whether anything rendered so far is a chart that plotly.js draws.</summary>
    public bool HasCharts { get; private set; }

    /// <summary>Whether one of them compiles code while it is drawn.</summary>
    public bool CompilesCode { get; private set; }

    /// <summary>Address of the first chart's picture, null where no chart has one.</summary>
    public string? FirstPicture { get; private set; }

    public string Render(CellOutput output) => output switch
    {
        DisplayOutput display => $"<div class=\"output\">{Value(display.Data)}</div>\n",
        StreamOutput { IsError: false } stream => Text(stream.Text, "stream"),
        StreamOutput stream => Text(stream.Text, "stream stderr"),
        ErrorOutput error => Error(error),
        _ => throw new ArgumentException($"No page form for {output.GetType().Name}.", nameof(output)),
    };

    private string Value(IReadOnlyDictionary<string, string> data)
    {
        string? Of(string mimeType) => data.GetValueOrDefault(mimeType);
        return (Of(ChartHtml.MimeType) is { } figure ? Chart(figure, data) : null)
            ?? (Of("text/html") is { } html ? Framed(CodeHtml.ColourBlocks(html)) : null)
            ?? (Of("text/markdown") is { } text ? $"<div class=\"prose\">{markdown.Render(text)}</div>" : null)
            ?? (Picture(data) is { } picture ? $"<img src=\"{picture}\" alt=\"Picture drawn by this cell\">" : null)
            ?? Text(Of("text/plain") ?? data.Values.FirstOrDefault() ?? "", "text");
    }

    private string? Chart(string json, IReadOnlyDictionary<string, string> data)
    {
        if (Figure.TryParse(json) is not { } figure)
        {
            return null;
        }

        var picture = Picture(data);
        FirstPicture ??= picture;
        HasCharts |= canDraw;
        CompilesCode |= figure.CompilesCode;
        return ChartHtml.Render(figure, json, picture, figures, canDraw);
    }

    private string? Picture(IReadOnlyDictionary<string, string> data)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{notebook.Name}-{_pictures + 1}");
        var picture = data.TryGetValue("image/svg+xml", out var svg) ? form.Picture(name, "svg", "image/svg+xml", Encoding.UTF8.GetBytes(svg))
            : data.TryGetValue("image/png", out var png) && Bytes(png) is { } content ? form.Picture(name, "png", "image/png", content)
            : null;
        _pictures += picture is null ? 0 : 1;
        return picture;
    }

    /// <returns>Null where it is not base64.</returns>
    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    private static string Framed(string html)
    {
        html = MarkdownHtml.EmptyHeader().Replace(html, "<td$1></td>");
        return html.Contains("<table", StringComparison.OrdinalIgnoreCase) ? $"{ScrollingTable.Open}{html}{ScrollingTable.Close}" : html;
    }

    private static string Text(string text, string kind) =>
        $"<pre class=\"{kind}\">{Html.Encode(TerminalText.Render(text).TrimEnd('\n'))}</pre>\n";

    private string Error(ErrorOutput error)
    {
        var where = error.Line is { } line ? $"<p class=\"where\">{Html.Encode(Path.GetFileName(notebook.Path))}, line {line}</p>\n" : "";
        var trace = error.StackTrace.Trim() is { Length: > 0 } text
            ? $"<details><summary>Stack trace</summary>{Text(text, "text")}</details>\n"
            : "";
        return $"""
            <section class="error" aria-label="Error">
            <p><strong>{Html.Encode(error.Name)}</strong></p>
            <pre>{Html.Encode(TerminalText.Render(error.Message))}</pre>
            {where}{trace}</section>

            """;
    }
}
