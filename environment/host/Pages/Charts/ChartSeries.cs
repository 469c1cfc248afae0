using System.Globalization;
using System.Text.Json;
using static NotebookHost.Pages.ChartText;

namespace NotebookHost.Pages;

/// <summary>What one name of a chart stands for, in words.</summary>
internal sealed record ChartSeries(string Name, string Says)
{
    /// <summary>The traces with data, those of one name together, in the order in which they are drawn.</summary>
    public static IReadOnlyList<ChartSeries> Of(Figure figure)
    {
        var traces = figure.Traces.Where(t => !t.IsFalse("visible")).Where(t => !IsKey(t, figure)).ToList();
        return
        [
            .. traces.GroupBy(t => Figure.Plain(t.Text("legendgroup") ?? t.Text("name") ?? "") ?? Kind(t)).Select(g =>
                new ChartSeries(g.Key, string.Join("; ", g.Select(Words).Where(s => s.Length > 0).Distinct()))).Where(s => s.Says.Length > 0),
        ];
    }

    // One point that explains a colour in the legend and says nothing of the data.
    private static bool IsKey(JsonElement trace, Figure figure) =>
        trace.Text("hoverinfo") == "skip" && trace.At("z") is null && trace.Items("x").Count() <= 1
        && (trace.Items("x").FirstOrDefault().ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || figure.Traces.Count > 1);

    private static string Kind(JsonElement trace) => trace.Text("type") switch
    {
        "heatmap" or "contour" or "surface" => "the map",
        "bar" or "histogram" => "the bars",
        _ => trace.Text("mode") is { } mode && mode.StartsWith("markers", StringComparison.Ordinal) ? "the points" : "the curve",
    };

    private static string Words(JsonElement trace) => trace.Text("type") switch
    {
        "heatmap" or "contour" or "surface" => Map(trace),
        "bar" or "histogram" => Curve(trace, "bars"),
        _ when trace.Text("mode") is { } mode && mode.StartsWith("markers", StringComparison.Ordinal) => Points(trace),
        _ when trace.Text("hoverinfo") == "skip" && Numbers(trace, "x").Count > 4 => Outlines(trace),
        _ => Curve(trace, "points"),
    };

    private static string Map(JsonElement trace)
    {
        var rows = trace.Items("z").ToList();
        var values = rows.SelectMany(r => r.ValueKind == JsonValueKind.Array ? r.EnumerateArray() : default(IEnumerable<JsonElement>) ?? []).Where(IsNumber).Select(v => v.GetDouble()).ToList();
        return values.Count == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{rows.Count} rows of {(rows[0].ValueKind == JsonValueKind.Array ? rows[0].GetArrayLength() : 0)} values, from {Number(values.Min())} to {Number(values.Max())}");
    }

    private static string Points(JsonElement trace)
    {
        var (x, y) = (Numbers(trace, "x"), Numbers(trace, "y"));
        if (x.Count == 0 || y.Count == 0)
        {
            return "";
        }

        var points = x.Count == 1 ? $"one point at {Number(x[0])}, {Number(y[0])}"
            : string.Create(CultureInfo.InvariantCulture, $"{x.Count} points, horizontally from {Number(x.Min())} to {Number(x.Max())}, vertically from {Number(y.Min())} to {Number(y.Max())}");
        var colours = trace.Items("marker", "color").Where(IsNumber).Select(c => c.GetDouble()).ToList();
        return colours.Count == 0 ? points : $"{points}, coloured by {BarTitle(trace)} from {Number(colours.Min())} to {Number(colours.Max())}";
    }

    private static string BarTitle(JsonElement trace) => trace.At("marker", "colorbar") is { } bar ? Figure.TitleOf(bar) ?? "a value" : "a value";

    private static string Outlines(JsonElement trace)
    {
        var (x, y) = (Numbers(trace, "x"), Numbers(trace, "y"));
        var isPoint = trace.Items("x").Select(IsNumber).ToList();
        var pieces = isPoint.Index().Count(p => p.Item && (p.Index == 0 || !isPoint[p.Index - 1])); // a gap separates them
        return string.Create(CultureInfo.InvariantCulture,
            $"{(pieces == 1 ? "an outline" : $"{pieces} outlines")} between {Number(x.Min())} and {Number(x.Max())} horizontally, {Number(y.Min())} and {Number(y.Max())} vertically");
    }

    private static string Curve(JsonElement trace, string unit)
    {
        var pairs = trace.Items("x").Zip(trace.Items("y")).Where(p => IsNumber(p.Second))
            .Select(p => (At: p.First.ValueKind == JsonValueKind.Number ? Number(p.First.GetDouble()) : p.First.ToString(), Y: p.Second.GetDouble())).ToList();
        if (pairs.Count == 0)
        {
            return "";
        }

        var (lowest, highest) = (pairs.MinBy(p => p.Y), pairs.MaxBy(p => p.Y));
        var range = lowest.Y == highest.Y ? $"constant at {Number(lowest.Y)}"
            : $"from {Number(pairs[0].Y)} at {pairs[0].At} to {Number(pairs[^1].Y)} at {pairs[^1].At}; lowest {Number(lowest.Y)} at {lowest.At}, highest {Number(highest.Y)} at {highest.At}";
        return string.Create(CultureInfo.InvariantCulture, $"{pairs.Count} {unit}, {range}");
    }

    private static List<double> Numbers(JsonElement trace, string name) => [.. trace.Items(name).Where(IsNumber).Select(v => v.GetDouble())];

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;
}
