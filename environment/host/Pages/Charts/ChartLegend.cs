using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NotebookHost.Pages;

/// <summary>The legend as buttons of the page: it wraps where the window is narrow, and works by keyboard.</summary>
/// <remarks>Each button names what it switches: traces by their index, or shapes. charts.js does the switching.</remarks>
internal static class ChartLegend
{
    // plotly.js's colours for traces that name none.
    private static readonly string[] Colours =
        ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"];

    /// <returns>Nothing where plotly would show no legend.</returns>
    public static string Render(Figure figure)
    {
        var traces = figure.Traces;
        var shown = traces.Any(t => t.IsTrue("showlegend")) || traces.Count(HasEntry) > 1;
        if (figure.Layout.IsFalse("showlegend") || (!shown && !figure.Layout.IsTrue("showlegend")))
        {
            return "";
        }

        var entries = new StringBuilder();
        var groups = new HashSet<string>();
        foreach (var (i, trace) in traces.Index().Where(t => HasEntry(t.Item)))
        {
            var group = trace.Text("legendgroup");
            var indices = group is null ? [i] : traces.Index().Where(t => t.Item.Text("legendgroup") == group).Select(t => t.Index);
            if (group is null || groups.Add(group) || trace.Text("name") != group)
            {
                entries.Append(Entry(trace.Text("name")!, $"data-traces=\"{string.Join(' ', indices)}\"", Swatch(trace, i)));
            }
        }

        foreach (var (i, shape) in figure.Layout.Items("shapes").Index().Where(s => s.Item.IsTrue("showlegend") && s.Item.Text("name") is not null))
        {
            entries.Append(Entry(shape.Text("name")!, $"data-shape=\"{i}\"", Line(shape, "#444444")));
        }

        return entries.Length == 0 ? "" : $"<div class=\"legend\" role=\"group\" aria-label=\"Shown in the chart\">\n{entries}</div>\n";
    }

    private static bool HasEntry(JsonElement trace) =>
        !trace.IsFalse("showlegend") && !trace.IsFalse("visible") && trace.Text("name") is { Length: > 0 }
        && (trace.Text("type") is not ("heatmap" or "contour" or "surface") || trace.IsTrue("showlegend"));

    private static string Entry(string name, string switches, string swatch) =>
        $"<button type=\"button\" aria-pressed=\"true\" {switches}><svg viewBox=\"0 0 28 12\" aria-hidden=\"true\">{swatch}</svg>{Html.Encode(Figure.Plain(name) ?? name)}</button>\n";

    private static string Swatch(JsonElement trace, int index)
    {
        var colour = trace.Text("marker", "color") ?? trace.Text("line", "color") ?? Colours[index % Colours.Length];
        if (trace.Text("type") is "bar" or "histogram" or "heatmap")
        {
            return $"<rect x=\"6\" y=\"1\" width=\"16\" height=\"10\" fill=\"{Html.Encode(colour)}\"/>";
        }

        var mode = trace.Text("mode") ?? "lines";
        return (mode.Contains("lines", StringComparison.Ordinal) ? Line(trace, colour) : "")
            + (mode.Contains("markers", StringComparison.Ordinal) ? Marker(trace, colour) : "")
            + (trace.Text("fill") is not (null or "none")
                ? $"<rect x=\"2\" y=\"2\" width=\"24\" height=\"8\" fill=\"{Html.Encode(trace.Text("fillcolor") ?? colour)}\"/>" : "");
    }

    private static string Line(JsonElement owner, string colour)
    {
        var dash = owner.Text("line", "dash") switch
        {
            "dash" => " stroke-dasharray=\"7 4\"",
            "dot" => " stroke-dasharray=\"2 3\"",
            "dashdot" => " stroke-dasharray=\"7 3 2 3\"",
            "longdash" => " stroke-dasharray=\"11 4\"",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"<path d=\"M1 6H27\" fill=\"none\" stroke=\"{Html.Encode(owner.Text("line", "color") ?? colour)}\" stroke-width=\"{double.Min(owner.Number("line", "width") ?? 2, 6)}\"{dash}{Opacity(owner)}/>");
    }

    private static string Marker(JsonElement trace, string colour)
    {
        var (paint, symbol) = (Html.Encode(colour), trace.Text("marker", "symbol") ?? "circle");
        return symbol switch
        {
            "x" or "x-thin" or "x-thin-open" or "x-open" => $"<path d=\"M10 2L18 10M18 2L10 10\" stroke=\"{paint}\" stroke-width=\"2.5\"/>",
            "cross" or "cross-thin" or "cross-thin-open" => $"<path d=\"M14 1V11M9 6H19\" stroke=\"{paint}\" stroke-width=\"2.5\"/>",
            "diamond" => $"<path d=\"M14 1L19 6L14 11L9 6Z\" fill=\"{paint}\"/>",
            "square" => $"<rect x=\"10\" y=\"2\" width=\"8\" height=\"8\" fill=\"{paint}\"/>",
            _ when symbol.EndsWith("-open", StringComparison.Ordinal) => $"<circle cx=\"14\" cy=\"6\" r=\"4\" fill=\"none\" stroke=\"{paint}\" stroke-width=\"2\"/>",
            _ => $"<circle cx=\"14\" cy=\"6\" r=\"4.5\" fill=\"{paint}\"{Opacity(trace)}/>",
        };
    }

    private static string Opacity(JsonElement owner) => owner.Number("opacity") is { } opacity
        ? string.Create(CultureInfo.InvariantCulture, $" opacity=\"{opacity}\"") : "";
}
