using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;

namespace Gmm.Tests;

/// <summary>A chart as plotly.js gets it.</summary>
internal sealed class Figure
{
    private readonly JsonElement _root;

    private Figure(string json)
    {
        Size = json.Length;
        _root = JsonDocument.Parse(json).RootElement;
    }

    public int Size { get; }

    public JsonElement[] Traces => [.. _root.GetProperty("data").EnumerateArray()];

    public JsonElement Layout => _root.GetProperty("layout");

    public JsonElement[] Frames => [.. _root.GetProperty("frames").EnumerateArray()];

    public string? Title => At(Layout, "title.text").GetString();

    /// <summary>What the legend says, in order.</summary>
    public string[] Legend => [.. Traces
        .Where(t => t.TryGetProperty("name", out _) && !(t.TryGetProperty("showlegend", out var shown) && !shown.GetBoolean()))
        .Select(t => t.GetProperty("name").GetString()!)];

    /// <param name="chart">A chart, or an animated one.</param>
    public static Figure Of(object chart)
    {
        Formatters.Register();
        return new(chart.ToDisplayString("application/vnd.plotly.v1+json"));
    }

    /// <summary>The traces that draw something of that name, without legend entries.</summary>
    public JsonElement[] Drawn(string name) => [.. Traces.Where(t =>
        t.TryGetProperty("name", out var n) && n.GetString() == name
        && t.GetProperty("x").EnumerateArray().FirstOrDefault().ValueKind == JsonValueKind.Number)];

    /// <summary>What lies at a path such as "marker.color".</summary>
    public static JsonElement At(JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (inner, name) => inner.GetProperty(name));

    public static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Null ? double.NaN : n.GetDouble())];

    public static string?[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(s => s.GetString())];
}
