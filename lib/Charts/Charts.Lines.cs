using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace Gmm;

public static partial class Charts
{
    private const int MostLinePoints = 2000;

    /// <summary>Curves over a common axis, such as a criterion by number of components.</summary>
    /// <remarks>Beyond 2000 points only the highest and lowest of each stretch of a curve are drawn.</remarks>
    /// <param name="x">The horizontal axis: a title, or a <see cref="ChartAxis"/> with a logarithmic scale or marks.</param>
    /// <param name="y">The vertical axis, likewise.</param>
    /// <param name="series">The curves; a band, a marked point or dots are theirs to ask for.</param>
    /// <exception cref="ArgumentException">No curves, lengths that differ, or a number that its axis cannot show.</exception>
    public static GenericChart Lines(string title, ChartAxis x, ChartAxis y, params Series[] series)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(series);
        if (series.Length == 0)
        {
            throw new ArgumentException("series is empty: expected one curve or more.", nameof(series));
        }

        Array.ForEach(series, s => s.Check());
        var bands = series.Select((s, i) => Band(s, Palette.Of(s.Colour ?? i), x, y)).OfType<Trace>();
        var curves = series.Select((s, i) => Curve(s, s.Colour ?? i, x, y));
        var marked = series.Select((s, i) => Marked(s, Palette.Of(s.Colour ?? i), x, y)).OfType<Trace>().ToArray();
        Plotly.NET.LayoutObjects.Shape[] lines = [.. x.MarkLines(isX: true), .. y.MarkLines(isX: false)];
        var entries = series.Length + marked.Length + lines.Length;
        return Plot.Chart(
            title,
            x.ToPlotly(series.SelectMany(s => s.X)),
            y.ToPlotly(series.SelectMany(s => s.Y), ("exponentformat", y.Log && series.Min(s => s.Y.Min(Positive)) < 1e-4 ? "power" : "none")),
            plotWidth: 560,
            plotHeight: 320,
            below: LegendOf(entries),
            [.. bands, .. curves, .. marked],
            ("showlegend", entries > 1),
            ("shapes", lines));
    }

    /// <summary>The points to draw: all when few, else the ends and each stretch's lowest and highest.</summary>
    private static int[] Decimated(IReadOnlyList<double> values)
    {
        if (values.Count <= MostLinePoints)
        {
            return [.. Enumerable.Range(0, values.Count)];
        }

        var stretch = (int)Math.Ceiling(2.0 * values.Count / MostLinePoints);
        return [.. Enumerable.Range(0, values.Count)
            .Chunk(stretch)
            .SelectMany(s => new[] { s.MinBy(i => values[i]), s.MaxBy(i => values[i]) })
            .Concat([0, values.Count - 1])
            .Distinct()
            .Order()];
    }

    private static double Positive(double value) => value > 0 ? value : double.PositiveInfinity;

    /// <summary>Pixels for a legend with this many entries, three in a row.</summary>
    private static int LegendOf(int entries) => entries > 1 ? 8 + 20 * ((entries + 2) / 3) : 0;

    private static Trace2D Curve(Series series, int colour, ChartAxis x, ChartAxis y)
    {
        var drawn = Decimated(series.Y);
        return Plot.Trace(
            "scatter",
            ("mode", drawn.Length == 1 ? "markers" : series.Dots ? "lines+markers" : "lines"),
            ("name", series.Name),
            ("legendgroup", series.Name),
            ("x", x.Drawn(drawn.Select(i => series.X[i]), $"{series.Name} X")),
            ("y", y.Drawn(drawn.Select(i => series.Y[i]), $"{series.Name} Y")),
            ("line", Plot.New<Line>(("color", Palette.Of(colour)), ("width", 2), ("dash", Palette.Dash(colour)))),
            ("marker", Plot.New<Marker>(("size", 6))),
            ("hovertemplate", $"{series.Name}<br>{x.Title} %{{x}}<br>{y.Title} %{{y}}<extra></extra>"));
    }

    /// <summary>From Y - Error to Y + Error: there along the upper edge, and back along the lower one.</summary>
    private static Trace2D? Band(Series series, string colour, ChartAxis x, ChartAxis y)
    {
        if (series.Error is not { } error)
        {
            return null;
        }

        var there = Decimated(series.Y).Where(i => double.IsFinite(series.Y[i]) && double.IsFinite(error[i])).ToArray();
        var back = there.Reverse().ToArray();
        return Plot.Trace(
            "scatter",
            ("mode", "lines"),
            ("name", series.Name),
            ("legendgroup", series.Name),
            ("showlegend", false),
            ("x", x.Drawn([.. there.Concat(back).Select(i => series.X[i])], $"{series.Name} X")),
            ("y", y.Drawn(
                [.. there.Select(i => series.Y[i] + error[i]), .. back.Select(i => series.Y[i] - error[i])], $"{series.Name} Error")),
            ("line", Plot.New<Line>(("width", 0))),
            ("fill", "toself"),
            ("fillcolor", colour),
            ("opacity", 0.2),
            ("hoverinfo", "skip"));
    }

    private static Trace2D? Marked(Series series, string colour, ChartAxis x, ChartAxis y) =>
        series.Marked is not { } at ? null : Plot.Trace(
            "scatter",
            ("mode", "markers"),
            ("name", $"{series.Name}: {ChartAxis.Number(series.Y[at])} at {ChartAxis.Number(series.X[at])}"),
            ("legendgroup", series.Name),
            ("x", x.Drawn([series.X[at]], $"{series.Name} X")),
            ("y", y.Drawn([series.Y[at]], $"{series.Name} Y")),
            ("marker", Plot.New<Marker>(
                ("color", colour),
                ("size", 12),
                ("symbol", "diamond"),
                ("line", Plot.New<Line>(("color", "#ffffff"), ("width", 1))))),
            ("hovertemplate", $"{series.Name}<br>{x.Title} %{{x}}<br>{y.Title} %{{y}}<extra></extra>"));
}
