using Plotly.NET;
using Plotly.NET.TraceObjects;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Charts
{
    /// <summary>A stray component, wider or further out than this many times the samples' square, must not make a dot of them.</summary>
    private const double TimesTheSamples = 3;

    /// <summary>Samples, faint, under the components of one or more mixtures, such as learned ones over true ones.</summary>
    /// <param name="samples">Samples, [N, 2].</param>
    /// <param name="ellipses">Mixtures; of several, the first is drawn broad and pale, so that the others show on it.</param>
    /// <exception cref="ArgumentException">A shape is wrong or a number not finite.</exception>
    public static GenericChart EllipsesOver(string title, Tensor samples, params Ellipses[] ellipses)
    {
        Require.NoNulls(ellipses, nameof(ellipses));
        var points = Points.Of(samples, nameof(samples));
        var mixtures = Array.ConvertAll(ellipses, e => e.Components);
        var bounds = Covering(points, mixtures, radius: 2)!.Value.AtMost(TimesTheSamples, Bounds.Around(points));
        return Plot.Space(title, bounds, Plot.LegendRoom, [Backdrop(points, bounds), .. Outlines(ellipses, mixtures, bounds)]);
    }

    private static Trace2D Backdrop(Points samples, Bounds bounds) =>
        Cloud("samples", samples, bounds, samples.Count, Palette.Neutral, Opacity(samples.Count));

    private static Bounds? Covering(Points? samples, Ellipse[][] mixtures, double radius)
    {
        var outlines = mixtures.SelectMany(m => m).Where(c => !c.IsNegligible).Select(c => c.Outline(radius));
        Points[] all = samples is null ? [.. outlines] : [samples, .. outlines];
        return all.Length == 0 ? null : Bounds.Around(all);
    }

    /// <summary>Rings and centres of each mixture, all under one legend entry.</summary>
    private static IEnumerable<Trace> Outlines(Ellipses[] ellipses, Ellipse[][] mixtures, Bounds bounds)
    {
        for (var i = 0; i < ellipses.Length; i++)
        {
            var (name, mixture, colour) = (ellipses[i].Name, mixtures[i], Palette.Outline(i));
            var isBackdrop = i == 0 && ellipses.Length > 1;
            var line = Plot.New<Line>(("color", colour), ("width", isBackdrop ? 5 : 2));
            yield return Rings(name, mixture.Where(c => !c.IsNegligible), bounds, line, isBackdrop ? 0.7 : 1, inLegend: true);
            if (mixture.Any(c => c.IsNegligible))
            {
                var faint = Plot.New<Line>(("color", colour), ("width", 1), ("dash", "dot"));
                yield return Rings(name, mixture.Where(c => c.IsNegligible), bounds, faint, 0.5, inLegend: false);
            }

            yield return Centres(name, mixture, bounds, colour);
        }
    }

    private static Trace2D Rings(
        string name, IEnumerable<Ellipse> components, Bounds bounds, Line line, double opacity, bool inLegend)
    {
        var rings = components.Select(c => c.Outline()).ToArray();
        return Plot.Trace(
            "scatter",
            ("mode", "lines"),
            ("name", name),
            ("legendgroup", name),
            ("showlegend", inLegend),
            ("x", Joined(rings.Select(r => bounds.Round(r.X)))),
            ("y", Joined(rings.Select(r => bounds.Round(r.Y)))),
            ("line", line),
            ("opacity", opacity),
            ("hoverinfo", "skip"));
    }

    private static Trace2D Centres(string name, Ellipse[] components, Bounds bounds, string colour) =>
        Markers(
            "scatter",
            name,
            bounds.Round([.. components.Select(c => c.X)]),
            bounds.Round([.. components.Select(c => c.Y)]),
            ("text", components.Select((c, k) => $"{name}, component {k}<br>{c.Description}").ToArray()),
            ("marker", Plot.New<Marker>(
                ("color", colour),
                ("symbol", "cross"),
                ("size", 10),
                ("line", Plot.New<Line>(("color", "#ffffff"), ("width", 1))), // so that rings of its colour do not swallow it
                ("opacity", components.Select(c => c.IsNegligible ? 0.5 : 1).ToArray()))),
            ("hovertemplate", "%{text}<extra></extra>"));

    /// <summary>Several lines in one trace: plotly.js lifts the pen at null.</summary>
    private static double?[] Joined(IEnumerable<double[]> lines) =>
        [.. lines.SelectMany(line => line.Select(v => (double?)v).Append(null))];
}
