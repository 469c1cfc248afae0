using Plotly.NET;
using Plotly.NET.TraceObjects;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Charts
{
    private const int DensityGrid = 100;

    /// <summary>A density as ten bands that hold a tenth of its probability each, from the densest (darkest) outwards.</summary>
    /// <remarks>Bands of equal probability show a wide, light component as well as a narrow, heavy one, which bands of equal
    /// density do not. The probability is that inside the chart, which covers the samples and the ellipses, else [-4, 4]².</remarks>
    /// <param name="density">Maps points [M, 2] to densities [M], not their logarithms; called once, without gradients, with
    /// tensors of the samples' device and number type (float32 on the CPU without samples).</param>
    /// <param name="samples">Samples to draw over the bands, [N, 2].</param>
    /// <param name="ellipses">Components to draw over them.</param>
    /// <exception cref="ArgumentException">A shape is wrong, a number not finite, or the density negative or zero all over.</exception>
    public static GenericChart Contours(
        string title, Func<Tensor, Tensor> density, Tensor? samples = null, params Ellipses[] ellipses)
    {
        ArgumentNullException.ThrowIfNull(ellipses);
        var points = samples is null ? null : Points.Of(samples, nameof(samples));
        var components = Array.ConvertAll(ellipses, e => e.Components());
        var bounds = Covering(points, components, radius: 3) ?? new Bounds(-4, 4, -4, 4);
        var grid = new Grid(bounds, DensityGrid);
        var densities = grid.Evaluate(density, samples, nameof(density));

        var bands = Plot.Trace(
            "contour",
            ("name", "density"),
            ("x0", bounds.MinX), ("dx", grid.StepX),
            ("y0", bounds.MinY), ("dy", grid.StepY),
            ("z", grid.Rows(ProbabilityInside(densities))),
            ("customdata", grid.Rows(Significant(densities))),
            ("contours", Plot.New<Contours>(("start", 10), ("end", 90), ("size", 10))),
            ("line", Plot.New<Line>(("width", 0.5), ("color", $"rgba({Palette.Density},0.6)"))),
            ("colorscale", new object[]
            {
                new object[] { 0, $"rgba({Palette.Density},0.9)" },
                new object[] { 1, $"rgba({Palette.Density},0)" },
            }),
            ("colorbar", ColourBar("probability inside, %")),
            ("hovertemplate", "x %{x:.3g}<br>y %{y:.3g}<br>density %{customdata}<br>%{z} % is denser<extra></extra>"));
        Trace2D[] cloud = points is null ? [] : [Cloud("samples", points, bounds, Palette.Neutral, Opacity(points.Count), points.Count)];
        return Plot.Space(title, bounds, [bands, .. cloud, .. Outlines(ellipses, components, bounds)]);
    }

    /// <summary>Samples, faint, under the components of one or more mixtures, such as the learned ones over the true ones.</summary>
    /// <param name="samples">Samples, [N, 2].</param>
    /// <param name="ellipses">Mixtures; the first is drawn broad and pale, so that the next ones show on top of it.</param>
    /// <exception cref="ArgumentException">A shape is wrong or a number not finite.</exception>
    public static GenericChart EllipsesOver(string title, Tensor samples, params Ellipses[] ellipses)
    {
        ArgumentNullException.ThrowIfNull(ellipses);
        var points = Points.Of(samples, nameof(samples));
        var components = Array.ConvertAll(ellipses, e => e.Components());
        var bounds = Covering(points, components, radius: 2)!.Value;
        var cloud = Cloud("samples", points, bounds, Palette.Neutral, Opacity(points.Count), points.Count);
        return Plot.Space(title, bounds, [cloud, .. Outlines(ellipses, components, bounds)]);
    }

    private static Bounds? Covering(Points? samples, Ellipses.Component[][] mixtures, double radius)
    {
        var outlines = mixtures.SelectMany(m => m).Where(c => !c.IsNegligible).Select(c => c.Outline(radius));
        Points[] all = samples is null ? [.. outlines] : [samples, .. outlines];
        return all.Length == 0 ? null : Bounds.Around(all);
    }

    private static IEnumerable<Trace> Outlines(Ellipses[] ellipses, Ellipses.Component[][] mixtures, Bounds bounds)
    {
        for (var i = 0; i < ellipses.Length; i++)
        {
            var (name, mixture) = (ellipses[i].Name, mixtures[i]);
            var colour = Palette.Of(4 - i + (i > 4 ? 7 : 0));
            var first = i == 0 && ellipses.Length > 1;
            yield return Rings(name, mixture.Where(c => !c.IsNegligible), bounds, true,
                Plot.New<Line>(("color", colour), ("width", first ? 5 : 2), ("dash", i < 2 ? null : Dashes[i % Dashes.Length])), first ? 0.45 : 1);
            if (mixture.Any(c => c.IsNegligible))
            {
                yield return Rings(name, mixture.Where(c => c.IsNegligible), bounds, false,
                    Plot.New<Line>(("color", colour), ("width", 1), ("dash", "dot")), 0.5);
            }

            yield return Centres(name, mixture, bounds, colour);
        }
    }

    private static Trace2D Rings(string name, IEnumerable<Ellipses.Component> components, Bounds bounds, bool inLegend, Line line, double opacity)
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

    private static Trace2D Centres(string name, Ellipses.Component[] components, Bounds bounds, string colour) =>
        Plot.Trace(
            "scatter",
            ("mode", "markers"),
            ("name", name),
            ("legendgroup", name),
            ("showlegend", false),
            ("x", bounds.Round([.. components.Select(c => c.X)])),
            ("y", bounds.Round([.. components.Select(c => c.Y)])),
            ("text", components.Select((c, k) =>
                $"{name}, component {k}<br>weight {c.Share:0.###}<br>mean ({c.X:0.###}, {c.Y:0.###})<br>stdev ({c.StdevX:0.###}, {c.StdevY:0.###})").ToArray()),
            ("marker", Plot.New<Marker>(("color", colour), ("size", 8), ("symbol", "cross"))),
            ("hovertemplate", "%{text}<extra></extra>"));

    /// <summary>Several lines in one trace: plotly.js lifts the pen at null.</summary>
    private static double?[] Joined(IEnumerable<double[]> lines) =>
        [.. lines.SelectMany(line => line.Select(v => (double?)v).Append(null))];

    /// <summary>For each point, the part in % of all probability that lies where the density is at least as high.</summary>
    private static double[] ProbabilityInside(double[] density)
    {
        var total = density.Sum();
        if (!(total > 0) || density.Min() < 0)
        {
            throw new ArgumentException(
                $"density is between {density.Min():g3} and {density.Max():g3}; it must be 0 or more and not 0 all over. Give exp(log_prob).",
                nameof(density));
        }

        var descending = Enumerable.Range(0, density.Length).ToArray();
        Array.Sort(Array.ConvertAll(density, d => -d), descending);
        var (inside, sum) = (new double[density.Length], 0.0);
        foreach (var i in descending)
        {
            sum += density[i];
            inside[i] = Math.Round(100 * sum / total, 1);
        }

        return inside;
    }
}
