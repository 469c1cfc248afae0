using System.Text;

namespace NotebookHost.Pages;

/// <summary>What a cell produced, as HTML: for a value, the richest of its forms that a page can show.</summary>
/// <param name="markdown">Renders text/markdown, in one sequence with the page's prose.</param>
/// <param name="notebook">File name that an error's line refers to.</param>
/// <param name="canDraw">Whether the page has plotly.js.</param>
internal sealed class OutputHtml(MarkdownHtml markdown, string notebook, bool canDraw)
{
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
        return (Of(ChartHtml.MimeType) is { } figure ? ChartHtml.TryRender(figure, canDraw) : null)
            ?? (Of("text/html") is { } html ? CodeHtml.ColourBlocks(html) : null)
            ?? (Of("text/markdown") is { } text ? $"<div class=\"prose\">{markdown.Render(text)}</div>" : null)
            ?? (Of("image/svg+xml") is { } svg ? Image("image/svg+xml", Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))) : null)
            ?? (Of("image/png") is { } png ? Image("image/png", string.Concat(png.Where(c => !char.IsWhiteSpace(c)))) : null)
            ?? Text(Of("text/plain") ?? data.Values.FirstOrDefault() ?? "", "text");
    }

    private static string Image(string mimeType, string base64) =>
        $"<img src=\"data:{mimeType};base64,{Html.Encode(base64)}\" alt=\"Picture drawn by this cell\">";

    private static string Text(string text, string kind) =>
        $"<pre class=\"{kind}\" tabindex=\"0\">{Html.Encode(TerminalText.Render(text).TrimEnd('\n'))}</pre>\n";

    private string Error(ErrorOutput error)
    {
        var where = error.Line is { } line ? $"<p class=\"where\">{Html.Encode(notebook)}, line {line}</p>\n" : "";
        var trace = error.StackTrace.Trim() is { Length: > 0 } text
            ? $"<details><summary>Stack trace</summary>{Text(text, "text")}</details>\n"
            : "";
        return $"""
            <section class="error" aria-label="Error">
            <p><strong>{Html.Encode(error.Name)}</strong></p>
            <pre tabindex="0">{Html.Encode(TerminalText.Render(error.Message))}</pre>
            {where}{trace}</section>

            """;
    }
}
