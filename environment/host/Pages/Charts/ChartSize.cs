using System.Globalization;
using System.Text.Json;

namespace NotebookHost.Pages;

/// <summary>The room that a chart takes, known before it is drawn, so that nothing on the page moves when it is.</summary>
/// <remarks>The title is the page's caption, legend and controls are the page's own: what is reserved is the plot, its axes and a
/// colour bar below them. Style sheets do the arithmetic for the width of the window; charts.js draws into what they leave.</remarks>
internal static class ChartSize
{
    private const int DefaultWidth = 700;
    private const int DefaultPlotHeight = 340;
    private const int Left = 60;
    private const int Right = 20;
    private const int Above = 28;
    private const int Below = 50;
    private const int ColourBar = 68;

    /// <summary>Custom properties for the canvas: its greatest width, and height over width of the plot area within fixed margins.</summary>
    public static string Style(Figure figure)
    {
        var layout = figure.Layout;
        var (width, height) = (layout.Number("width"), layout.Number("height"));
        if (width == 600 && height == 600 && layout.At("margin") is null)
        {
            (width, height) = (null, null); // what Plotly.NET writes for "not set"
        }

        var isSquare = IsSquare(layout);
        var columns = layout.Number("grid", "columns") ?? 1;
        var fullWidth = width ?? (isSquare ? 600 : DefaultWidth);
        var across = fullWidth - Margin(layout, "l", Left) - Margin(layout, "r", Right);
        var up = height is null ? isSquare ? across : DefaultPlotHeight
            : height.Value - Margin(layout, "t", 100) - Margin(layout, "b", 80);
        var below = Below + (HasColourBarBelow(figure) ? ColourBar : 0);
        return string.Create(CultureInfo.InvariantCulture,
            $"--wide:{fullWidth:0}px;--ratio:{double.Max(up, 60) / double.Max(across, 60):0.####};--around:{Above + below}px;"
            + $"--least:{(isSquare ? 0 : double.Min(up, columns > 1 ? up : RowsNeed(figure, up))):0}px;--below:{below}px{Narrowest(layout)}");
    }

    /// <summary>An axis of categories keeps its rows; a curve may get flatter.</summary>
    private static double RowsNeed(Figure figure, double up) =>
        figure.Layout.Items("yaxis", "tickvals").Any() || figure.Traces.Any(t => t.Items("y").FirstOrDefault().ValueKind == JsonValueKind.String)
            ? up
            : 240;

    /// <summary>A chart whose rows have long names would have no room left for what they name: it scrolls.</summary>
    private static string Narrowest(JsonElement layout)
    {
        var longest = layout.Items("yaxis", "ticktext").SelectMany(t => t.ToString().Split("<br>")).Select(t => Figure.Plain(t)?.Length ?? 0)
            .DefaultIfEmpty().Max();
        return longest <= 16 ? "" : string.Create(CultureInfo.InvariantCulture, $";--narrowest:{7 * longest + 320}px");
    }

    private static bool IsSquare(JsonElement layout) => layout.ValueKind == JsonValueKind.Object
        && layout.EnumerateObject().Any(p => p.Name.Contains("axis", StringComparison.Ordinal) && p.Value.Text("scaleanchor") is not null);

    private static double Margin(JsonElement layout, string side, int usual) =>
        layout.Number("margin", side) ?? layout.Number("template", "layout", "margin", side) ?? usual;

    private static bool HasColourBarBelow(Figure figure) => figure.Traces
        .Select(t => t.At("colorbar") ?? t.At("marker", "colorbar"))
        .Append(figure.Layout.At("coloraxis", "colorbar"))
        .Any(bar => bar is { } b && b.Text("orientation") == "h");
}
