using Microsoft.FSharp.Collections;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using DynamicObject = DynamicObj.DynamicObj;

namespace Gmm;

/// <summary>Plotly.NET's own objects, written from C# by their plotly.js names.</summary>
/// <remarks>The typed builders attach a 9 kB default template, whose reflection costs 0.2 s each time a chart becomes JSON;
/// objects made here carry only what the chart needs. Colours of text are left to the page that shows the chart, lines and
/// backgrounds read on white and on dark alike.</remarks>
internal static class Plot
{
    public const string Clear = "rgba(0,0,0,0)";
    public const string Ink = "#737b87";
    private const string GridLine = "rgba(128,128,128,0.22)";

    /// <summary>A Plotly.NET object with the given properties; null values are left out.</summary>
    public static T New<T>(params ReadOnlySpan<(string Name, object? Value)> properties)
        where T : DynamicObject, new() => Set(new T(), properties);

    /// <summary>A trace of a plotly.js type such as "scatter", "heatmap" or "contour".</summary>
    public static Trace2D Trace(string type, params ReadOnlySpan<(string Name, object? Value)> properties) =>
        Set(new Trace2D(type), properties);

    /// <summary>A chart of the plane: both axes in the same units, so that a circle is a circle.</summary>
    public static GenericChart Space(string title, Bounds bounds, IEnumerable<Trace> traces)
    {
        var x = Axis("x", ("range", new[] { bounds.MinX, bounds.MaxX }), ("constrain", "domain"));
        var y = Axis("y", ("range", new[] { bounds.MinY, bounds.MaxY }), ("constrain", "domain"), ("scaleanchor", "x"));
        return Chart(title, x, y, width: 600, height: 640, traces);
    }

    public static GenericChart Chart(string title, LinearAxis x, LinearAxis y, int width, int height, IEnumerable<Trace> traces)
    {
        var layout = New<Layout>(
            ("title", New<Title>(("text", title), ("x", 0), ("xref", "paper"), ("font", New<Font>(("size", 16))))),
            ("width", width),
            ("height", height),
            ("margin", New<Margin>(("l", 60), ("r", 20), ("t", 50), ("b", 60))),
            ("paper_bgcolor", Clear),
            ("plot_bgcolor", Clear),
            ("font", New<Font>(("color", Ink))),
            ("hovermode", "closest"),
            ("legend", New<Legend>(("orientation", "h"), ("x", 0.5), ("xanchor", "center"), ("y", -0.12), ("yanchor", "top"),
                ("tracegroupgap", 0))),
            ("xaxis", x),
            ("yaxis", y));
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, ListModule.OfSeq(traces)));
    }

    public static LinearAxis Axis(string title, params ReadOnlySpan<(string Name, object? Value)> properties) =>
        Set(
            New<LinearAxis>(
                ("title", New<Title>(("text", title))),
                ("gridcolor", GridLine),
                ("linecolor", GridLine),
                ("zerolinecolor", GridLine)),
            properties);

    private static T Set<T>(T target, ReadOnlySpan<(string Name, object? Value)> properties)
        where T : DynamicObject
    {
        foreach (var (name, value) in properties)
        {
            if (value is not null)
            {
                target.SetProperty(name, value);
            }
        }

        return target;
    }
}
