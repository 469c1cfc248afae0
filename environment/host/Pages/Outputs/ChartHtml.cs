using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>A plotly figure in the page: its title as the caption, its JSON for charts.js to draw.</summary>
internal static partial class ChartHtml
{
    public const string MimeType = "application/vnd.plotly.v1+json";

    private const string NoScript = "<noscript><p class=\"note\">This chart needs JavaScript.</p></noscript>";
    private const string NoPlotly = "<p class=\"note\">This chart needs plotly.js, which was not found in the notebook's Plotly.NET.dll.</p>";

    /// <param name="canDraw">Whether the page has plotly.js.</param>
    /// <returns>HTML, or null where <paramref name="json"/> is not a JSON object.</returns>
    public static string? TryRender(string json, bool canDraw)
    {
        try
        {
            using var figure = JsonDocument.Parse(json);
            if (figure.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }
            var title = Title(figure.RootElement);
            return $"""
                <figure class="chart"{(title is null ? " aria-label=\"Chart\"" : "")}>
                {(title is null ? "" : $"<figcaption>{Html.Encode(title)}</figcaption>")}
                <div class="chart-canvas">{(canDraw ? NoScript : NoPlotly)}</div>
                {Html.JsonScript(json)}
                </figure>

                """;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // layout.title is an object with the text, or in older figures the text itself; either may have plotly's few tags.
    private static string? Title(JsonElement figure)
    {
        if (!TryGet(figure, "layout", out var layout) || !TryGet(layout, "title", out var title))
        {
            return null;
        }
        var text = title.ValueKind == JsonValueKind.String ? title
            : TryGet(title, "text", out var inner) && inner.ValueKind == JsonValueKind.String ? inner
            : default;
        return text.ValueKind == JsonValueKind.String && WebUtility.HtmlDecode(Tag().Replace(text.GetString()!, " ")).Trim() is { Length: > 0 } plain
            ? plain
            : null;
    }

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }

    [GeneratedRegex(@"\s*</?[a-z][^>]*>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
