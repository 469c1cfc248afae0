using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>What a page needs to know of a plotly figure before it is drawn.</summary>
internal sealed partial class Figure
{
    private readonly JsonElement _root;

    private Figure(JsonElement root) => _root = root;

    /// <returns>Null where <paramref name="json"/> is not a JSON object.</returns>
    public static Figure? TryParse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public IReadOnlyList<JsonElement> Traces => [.. _root.Items("data")];

    public JsonElement Layout => _root.At("layout") ?? default;

    public IReadOnlyList<JsonElement> Frames => [.. _root.Items("frames")];

    public IReadOnlyList<JsonElement> Sliders => [.. Layout.Items("sliders").Where(s => s.Items("steps").Any())];

    public string? Title => TitleOf(Layout);

    /// <summary>WebGL traces compile code while they draw, which a content policy has to allow.</summary>
    public bool CompilesCode => Traces.Any(t => t.Text("type") is { } type
        && (type.EndsWith("gl", StringComparison.Ordinal) || type.EndsWith("3d", StringComparison.Ordinal) || type is "surface" or "splom" or "parcoords"));

    /// <summary>A title as plain text: an object with the text, or in older figures the text itself; either may have plotly's few tags.</summary>
    public static string? TitleOf(JsonElement owner) =>
        (owner.Text("title") ?? owner.Text("title", "text")) is { } text ? Plain(text) : null;

    /// <returns>Null where nothing is left.</returns>
    public static string? Plain(string text) =>
        WebUtility.HtmlDecode(Tag().Replace(text, " ")).Trim() is { Length: > 0 } plain ? plain : null;

    [GeneratedRegex(@"\s*</?[a-z][^>]*>\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
