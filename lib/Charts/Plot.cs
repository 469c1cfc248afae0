using Microsoft.FSharp.Collections;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using DynamicObject = DynamicObj.DynamicObj;

namespace Gmm;

/// <summary>Plotly.NET's own objects, written from C# by their plotly.js names.</summary>
/// <remarks>The typed builders attach a 9 kB default template, whose reflection costs 0.2 s each time a chart becomes JSON; here
/// a chart carries only what it needs. Its colours of text and lines read on white and on dark, and are a template of their own:
/// a page can put its theme's in their place.</remarks>
internal static class Plot
{
    /// <summary>Pixels below the axis title, for a legend of two rows and for a horizontal colour bar.</summary>
    public const int LegendRoom = 45;
    public const int ColourBarRoom = 65;

    private const string Clear = "rgba(0,0,0,0)";
    private const string Ink = "#737b87";
    private const string GridLine = "rgba(128,128,128,0.22)";
    private const int Above = 50;
    private const int AxisRoom = 50;
    private const int Left = 60;
    private const int Right = 20;

    /// <summary>A Plotly.NET object with the given properties.</summary>
    public static T New<T>(params ReadOnlySpan<(string Name, object Value)> properties)
        where T : DynamicObject, new() => Set(new T(), properties);

    /// <summary>A trace of a plotly.js type such as "scatter", "heatmap" or "contour".</summary>
    public static Trace2D Trace(string type, params ReadOnlySpan<(string Name, object Value)> properties) =>
        Set(new Trace2D(type), properties);

    /// <summary>A square chart of the plane: both axes in the same units, so that a circle is a circle.</summary>
    public static GenericChart Space(
        string title, Bounds bounds, int below, IEnumerable<Trace> traces, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var x = Axis("x", ("range", new[] { bounds.MinX, bounds.MaxX }), ("constrain", "domain"));
        var y = Axis("y", ("range", new[] { bounds.MinY, bounds.MaxY }), ("constrain", "domain"), ("scaleanchor", "x"));
        return Chart(title, x, y, plotWidth: 520, plotHeight: 520, below, traces, more);
    }

    /// <param name="below">Pixels to keep free below the axis title; legends and colour bars stand on the lower edge.</param>
    /// <param name="more">What else the layout has.</param>
    public static GenericChart Chart(
        string title,
        LinearAxis x,
        LinearAxis y,
        int plotWidth,
        int plotHeight,
        int below,
        IEnumerable<Trace> traces,
        params ReadOnlySpan<(string Name, object Value)> more)
    {
        var layout = New<Layout>(
            ("title", New<Title>(("text", title), ("x", 0), ("xref", "paper"), ("font", New<Font>(("size", 16))))),
            ("width", Left + plotWidth + Right),
            ("height", Above + plotHeight + AxisRoom + below),
            ("margin", New<Margin>(("b", AxisRoom + below))),
            ("hovermode", "closest"),
            ("legend", New<Legend>(
                ("orientation", "h"), ("tracegroupgap", 0), ("x", 0.5), ("xanchor", "center"), ("yref", "container"), ("y", 0),
                ("yanchor", "bottom"))),
            ("modebar", New<DynamicObject>(("remove", new[] { "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d" }))),
            ("xaxis", x),
            ("yaxis", y),
            ("template", Theme()));
        Set(layout, more);
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, ListModule.OfSeq(traces)));
    }

    public static LinearAxis Axis(string title, params ReadOnlySpan<(string Name, object Value)> properties) =>
        Set(
            New<LinearAxis>(
                ("title", New<Title>(("text", title), ("standoff", 8))),
                ("ticks", "")),
            properties);

    private static Template Theme()
    {
        var axis = New<LinearAxis>(("gridcolor", GridLine), ("linecolor", GridLine), ("zerolinecolor", GridLine));
        return New<Template>(("layout", New<Layout>(
            ("margin", New<Margin>(("l", Left), ("r", Right), ("t", Above))),
            ("paper_bgcolor", Clear),
            ("plot_bgcolor", Clear),
            ("font", New<Font>(("color", Ink))),
            ("modebar", New<DynamicObject>(("bgcolor", Clear), ("color", Ink))),
            ("xaxis", axis),
            ("yaxis", axis))));
    }

    private static T Set<T>(T target, ReadOnlySpan<(string Name, object Value)> properties)
        where T : DynamicObject
    {
        foreach (var (name, value) in properties)
        {
            target.SetProperty(name, value);
        }

        return target;
    }
}
