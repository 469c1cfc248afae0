using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NotebookHost.Pages;

/// <summary>A chapter's first chart as a thumbnail, where no browser made a picture of it: dots and lines, no axes.</summary>
internal static class ChartSketch
{
    private const int Width = 240;
    private const int Height = 160;
    private const int MostDots = 350;
    private static readonly string[] Colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00"];

    /// <returns>SVG, or nothing where the chapter has no chart of dots or lines.</returns>
    public static string Render(ExecutedNotebook executed)
    {
        var figures = executed.Cells.SelectMany(c => c.Outputs).OfType<DisplayOutput>()
            .Select(o => o.Data.TryGetValue(ChartHtml.MimeType, out var json) ? Figure.TryParse(json) : null).OfType<Figure>();
        return figures.Select(Render).FirstOrDefault(svg => svg.Length > 0) ?? "";
    }

    private static string Render(Figure figure)
    {
        var traces = figure.Traces.Where(t => t.Text("type") is null or "scatter" or "scattergl")
            .Select((t, i) => (Trace: t, Points: Points(t, figure.Layout), Colour: t.Text("marker", "color") ?? t.Text("line", "color") ?? Colours[i % Colours.Length]))
            .Where(t => t.Points.Count > 1).ToList();
        var all = traces.SelectMany(t => t.Points).OfType<(double X, double Y)>().ToList();
        if (all.Count < 10)
        {
            return "";
        }

        var (minX, maxX) = Range(all.Select(p => p.X));
        var (minY, maxY) = Range(all.Select(p => p.Y));
        if (traces.Exists(t => figure.Layout.Text("yaxis", "scaleanchor") is not null))
        {
            var unit = double.Max((maxX - minX) / Width, (maxY - minY) / Height);
            var (middleX, middleY) = ((minX + maxX) / 2, (minY + maxY) / 2);
            (minX, maxX, minY, maxY) = (middleX - unit * Width / 2, middleX + unit * Width / 2, middleY - unit * Height / 2, middleY + unit * Height / 2);
        }

        string Place((double X, double Y) p, string between) => string.Create(CultureInfo.InvariantCulture,
            $"{(p.X - minX) / (maxX - minX) * Width:0.#}{between}{Height - (p.Y - minY) / (maxY - minY) * Height:0.#}");

        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Height}\" focusable=\"false\">");
        foreach (var (trace, points, colour) in traces)
        {
            var isDots = (trace.Text("mode") ?? "lines").StartsWith("markers", StringComparison.Ordinal);
            var every = isDots ? int.Max(1, all.Count / MostDots) : int.Max(1, points.Count / 200);
            var path = new StringBuilder();
            var pen = "M";
            foreach (var point in points.Where((p, i) => p is null || i % every == 0))
            {
                path.Append(point is { } p ? pen + Place(p, " ") + (isDots ? "h0" : "") : "");
                pen = isDots || point is null ? "M" : "L";
            }

            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{Html.Encode(colour)}\" stroke-linecap=\"round\" stroke-width=\"{(isDots ? "4.5" : "2.5")}\" opacity=\"{(isDots ? "0.8" : "0.95")}\"/>");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>Where a curve pauses there is null.</summary>
    private static List<(double X, double Y)?> Points(JsonElement trace, JsonElement layout)
    {
        double? Place(JsonElement value, string axis) =>
            value.ValueKind != JsonValueKind.Number ? null
            : layout.Text(axis, "type") != "log" ? value.GetDouble()
            : value.GetDouble() is > 0 and var above ? Math.Log10(above) : null;
        return [.. trace.Items("x").Zip(trace.Items("y"), (x, y) =>
            Place(x, "xaxis") is { } across && Place(y, "yaxis") is { } up ? ((double, double)?)(across, up) : null)];
    }

    /// <summary>All but the outermost hundredth, so that one far point does not push the others together.</summary>
    private static (double Least, double Most) Range(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var (least, most) = (sorted[sorted.Count / 200], sorted[^(1 + sorted.Count / 200)]);
        var margin = most > least ? 0.06 * (most - least) : 1;
        return (least - margin, most + margin);
    }
}
