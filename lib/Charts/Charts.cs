using Plotly.NET;
using Plotly.NET.TraceObjects;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>The figures of the tutorial: each method turns tensors into one finished Plotly.NET chart.</summary>
/// <remarks>
/// Tensors may live on any device and require gradients; they are copied, never changed, and none is left behind. Charts of the
/// plane have equal axis scales, one palette (class 2 has the same colour everywhere) and transparent backgrounds.
/// </remarks>
public static partial class Charts
{
    private const int MostSvgPoints = 20_000;

    /// <summary>Named groups of samples over each other, translucent, so that overlap shows.</summary>
    /// <param name="groups">A name for the legend and samples [N, 2]; later groups are drawn on top.</param>
    /// <exception cref="ArgumentException">No groups, or samples that are not [N, 2] with N > 0 and finite.</exception>
    public static GenericChart Groups(string title, params (string Name, Tensor Samples)[] groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Length == 0)
        {
            throw new ArgumentException("groups is empty: expected one (name, samples) or more.", nameof(groups));
        }

        return Scatter(title, [.. groups.Select((g, i) => (g.Name, Points.Of(g.Samples, $"{nameof(groups)} \"{g.Name}\""), i))]);
    }

    /// <summary>Samples coloured by class, with "class 0", "class 1", ... in the legend.</summary>
    /// <param name="samples">Samples, [N, 2], and their classes.</param>
    /// <exception cref="ArgumentException">samples are not [N, 2] with N > 0 and finite, or their labels no classes.</exception>
    public static GenericChart Classes(string title, LabelledSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Classes(title, samples.X, samples.Labels, samples.ClassNames);
    }

    /// <param name="labels">The class of each sample, [N], whole numbers from 0 up; only those that occur are drawn.</param>
    internal static GenericChart Classes(string title, Tensor samples, Tensor labels, IReadOnlyList<string>? classNames = null)
    {
        var points = Points.Of(samples, nameof(samples));
        var classes = Points.Classes(labels, points.Count, nameof(labels));
        string Name(int c) => classNames is null or [] ? FormattableString.Invariant($"class {c}") : classNames[c];
        var members = Enumerable.Range(0, classes.Length).ToLookup(i => classes[i]);
        return Scatter(title, [.. members.OrderBy(own => own.Key).Select(own => (Name(own.Key), points.At([.. own]), own.Key))]);
    }

    private static GenericChart Scatter(string title, (string Name, Points Points, int Colour)[] groups)
    {
        var bounds = Bounds.Around(groups.Select(g => g.Points).Where(p => p.Count > 0));
        var total = groups.Sum(g => g.Points.Count);
        var traces = groups.Select(g => Cloud(g.Name, g.Points, bounds, total, Palette.Of(g.Colour), Opacity(total)));
        var keys = groups.Select(g => Key(g.Name, Dot(g.Colour)));
        return Plot.Space(title, bounds, Plot.LegendRoom, traces.Concat(keys));
    }

    /// <summary>SVG draws everywhere, also without a GPU; WebGL keeps a page with very many points usable.</summary>
    private static string ScatterType(int total) => total > MostSvgPoints ? "scattergl" : "scatter";

    private static int Size(int total) => total > 2500 ? 5 : 6;

    private static double Opacity(int count) => Math.Round(Math.Clamp(0.4 - count / 40_000.0, 0.2, 0.35), 2);

    /// <summary>Points of one colour. They stay out of the legend, where a translucent marker would hardly be seen.</summary>
    private static Trace2D Cloud(string name, Points points, Bounds bounds, int total, string colour, double opacity) =>
        Markers(
            ScatterType(total),
            name,
            bounds.Round(points.X),
            bounds.Round(points.Y),
            ("marker", Plot.New<Marker>(("color", colour), ("size", Size(total)), ("opacity", opacity))),
            ("hovertemplate", $"{name}<br>x %{{x}}<br>y %{{y}}<extra></extra>"));

    /// <summary>Markers that belong to a legend entry without being one.</summary>
    private static Trace2D Markers(
        string type, string name, double[] x, double[] y, params ReadOnlySpan<(string Name, object Value)> looks) =>
        Plot.Trace(
            type,
            [("mode", "markers"), ("name", name), ("legendgroup", name), ("showlegend", false), ("x", x), ("y", y), .. looks]);

    private static Marker Dot(int index) => Plot.New<Marker>(("color", Palette.Of(index)), ("size", 9));

    /// <summary>The legend entry of a <see cref="Cloud"/>: an opaque marker without a point; a click toggles the group.</summary>
    private static Trace2D Key(string name, Marker marker) =>
        Plot.Trace(
            "scatter",
            ("mode", "markers"),
            ("name", name),
            ("legendgroup", name),
            ("x", new double?[] { null }),
            ("y", new double?[] { null }),
            ("marker", marker),
            ("hoverinfo", "skip"));
}
