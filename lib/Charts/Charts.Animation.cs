using Plotly.NET;
using Plotly.NET.TraceObjects;
using static TorchSharp.torch;
using DynamicObject = DynamicObj.DynamicObj;

namespace Gmm;

public static partial class Charts
{
    private const int TracesAMixture = 3;
    private const int RingPoints = 16; // a spline through them is an ellipse to the eye, at a quarter of the size

    /// <summary>Mixtures over time, with a slider and a play button: components as they move over faint samples.</summary>
    /// <remarks>Negligible components are dotted, as in <see cref="EllipsesOver"/>. The chart covers the samples and where the
    /// components end, up to three times the samples' square; what starts further out comes in from outside. About 60 frames make a
    /// smooth film of a small page.</remarks>
    /// <param name="samples">Samples, [N, 2].</param>
    /// <param name="frames">Moments in order, each with the same mixtures.</param>
    /// <param name="labels">The class of each sample, [N]: samples and the mixture of that place take the class's colour.</param>
    /// <param name="reference">A mixture that stays, drawn broad and pale below, such as the true one.</param>
    /// <exception cref="ArgumentException">No frames, frames of different mixtures, or a shape that is wrong.</exception>
    public static AnimatedChart Animation(
        string title, Tensor samples, IReadOnlyList<AnimationFrame> frames, Tensor? labels = null, Ellipses? reference = null)
    {
        Require.NoNulls(frames, nameof(frames));
        if (frames.Count == 0)
        {
            throw new ArgumentException("frames is empty: expected one or more.", nameof(frames));
        }

        if (frames.FirstOrDefault(f => f.Mixtures.Count != frames[0].Mixtures.Count) is { } odd)
        {
            throw new ArgumentException(
                $"frame \"{odd.Label}\" has {odd.Mixtures.Count} mixtures: expected {frames[0].Mixtures.Count}, as the first.",
                nameof(frames));
        }

        var points = Points.Of(samples, nameof(samples));
        var classes = labels is null ? null : Points.Classes(labels, points.Count, nameof(labels));
        Ellipses[] still = reference is null ? [] : [reference];
        var bounds = Covering(points, [.. still.Concat(frames[^1].Mixtures).Select(m => m.Components)], radius: 2)!.Value
            .AtMost(TimesTheSamples, Bounds.Around(points));

        Trace[] below = [.. SamplesBelow(points, classes, bounds), .. still.Select(m => Pale(m, bounds))];
        var first = frames[0].Mixtures.SelectMany((m, i) => MovingTraces(m, MixtureColour(i, classes), bounds));
        var moving = Enumerable.Range(below.Length, TracesAMixture * frames[0].Mixtures.Count).ToArray();
        var chart = Plot.Space(
            title, bounds, AnimationControls.Room + Plot.LegendRoom, [.. below, .. first], AnimationControls.Of(frames));
        return new(chart, [.. frames.Select((frame, i) => Plot.New<DynamicObject>(
            ("name", AnimationControls.FrameName(i)),
            ("traces", moving),
            ("data", frame.Mixtures.SelectMany(m => Positions(m, bounds)).Select(p => Plot.New<DynamicObject>(p)).ToArray())))]);
    }

    private static string MixtureColour(int index, int[]? classes) =>
        classes is null ? Palette.Outline(index) : Palette.Of(index);

    private static IEnumerable<Trace> SamplesBelow(Points points, int[]? classes, Bounds bounds) => classes is null
        ? [Backdrop(points, bounds)]
        : Enumerable.Range(0, classes.Max() + 1).Select(c => Cloud(
            $"class {c}", points.Where(i => classes[i] == c), bounds, points.Count, Palette.Of(c), Opacity(points.Count)));

    private static Trace2D Pale(Ellipses mixture, Bounds bounds) => Rings(
        mixture.Name, mixture.Components, bounds, Plot.New<Line>(("color", Palette.Neutral), ("width", 5)), 0.6, inLegend: true);

    /// <summary>Rings, dotted rings and centres of one mixture: the traces that frames move.</summary>
    private static IEnumerable<Trace> MovingTraces(Ellipses mixture, string colour, Bounds bounds)
    {
        var positions = Positions(mixture, bounds).ToArray();
        var line = Plot.New<Line>(("shape", "spline"), ("color", colour), ("width", 2.5));
        var dotted = Plot.New<Line>(("shape", "spline"), ("color", colour), ("width", 1.5), ("dash", "dot"));
        var cross = Plot.New<Marker>(("color", colour), ("symbol", "cross"), ("size", 7));
        yield return Moving(mixture.Name, positions[0], ("mode", "lines"), ("line", line));
        yield return Moving(mixture.Name, positions[1], ("mode", "lines"), ("line", dotted), ("opacity", 0.6), ("showlegend", false));
        yield return Moving(mixture.Name, positions[2], ("mode", "markers"), ("marker", cross), ("showlegend", false));
    }

    private static Trace2D Moving(
        string name, (string, object)[] positions, params ReadOnlySpan<(string Name, object Value)> looks) =>
        Plot.Trace("scatter", [("name", name), ("legendgroup", name), ("hoverinfo", "skip"), .. looks, .. positions]);

    /// <summary>x and y of each of a mixture's traces, in their order.</summary>
    private static IEnumerable<(string, object)[]> Positions(Ellipses mixture, Bounds bounds)
    {
        foreach (var negligible in new[] { false, true })
        {
            var rings = mixture.Components.Where(c => c.IsNegligible == negligible).Select(c => c.Outline(segments: RingPoints)).ToArray();
            yield return
            [
                ("x", Joined(rings.Select(r => bounds.Round(r.X)))),
                ("y", Joined(rings.Select(r => bounds.Round(r.Y)))),
            ];
        }

        yield return
        [
            ("x", bounds.Round([.. mixture.Components.Select(c => c.X)])),
            ("y", bounds.Round([.. mixture.Components.Select(c => c.Y)])),
        ];
    }
}
