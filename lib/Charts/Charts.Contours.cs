using Plotly.NET;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Charts
{
    private const int DensityGrid = 100;

    /// <summary>A density as ten bands that hold a tenth of its probability each, from the densest (strongest) outwards.</summary>
    /// <remarks>Bands of equal probability show a wide, light component as well as a narrow, heavy one, which bands of equal
    /// density do not. The chart covers the samples and the ellipses, else [-4, 4]², and the probability is that inside it.
    /// </remarks>
    /// <param name="density">Maps points [M, 2] to densities [M], not their logarithms; called once, without gradients, with
    /// tensors of the samples' device and number type (float32 on the CPU without samples).</param>
    /// <param name="samples">Samples to draw over the bands, [N, 2].</param>
    /// <param name="ellipses">Components to draw over them.</param>
    /// <exception cref="ArgumentException">A shape is wrong, a number not finite, the density negative or all zero.</exception>
    public static GenericChart Contours(
        string title, Func<Tensor, Tensor> density, Tensor? samples = null, params Ellipses[] ellipses)
    {
        ArgumentNullException.ThrowIfNull(density);
        Require.NoNulls(ellipses, nameof(ellipses));
        var points = samples is null ? null : Points.Of(samples, nameof(samples));
        var components = Array.ConvertAll(ellipses, e => e.Components);
        var bounds = Covering(points, components, radius: 3) ?? new Bounds(-4, 4, -4, 4);
        var grid = new Grid(bounds, DensityGrid);
        var densities = grid.Evaluate(density, samples, nameof(density));

        var bands = Plot.Trace(
            "heatmap",
            ("x0", bounds.MinX), ("dx", grid.StepX),
            ("y0", bounds.MinY), ("dy", grid.StepY),
            ("z", grid.Rows(ProbabilityInside(densities))),
            ("customdata", grid.Rows(Significant(densities))),
            ("zmin", 0), ("zmax", 100),
            ("zsmooth", "best"),
            ("colorscale", Steps([.. Enumerable.Range(0, 10).Select(band => $"rgba({Palette.Density},0.{9 - band})")])),
            ("colorbar", ColourBar("probability inside, %", above: ellipses.Length > 0 ? 0.06 : 0)),
            ("hovertemplate",
                "x %{x:.3g}<br>y %{y:.3g}<br>density %{customdata}<br>%{z} % of the probability is denser<extra></extra>"));
        Trace2D[] cloud = points is null ? [] : [Backdrop(points, bounds)];
        var below = Plot.ColourBarRoom + (ellipses.Length > 0 ? Plot.LegendRoom : 0);
        return Plot.Space(title, bounds, below, [bands, .. cloud, .. Outlines(ellipses, components, bounds)]);
    }

    /// <summary>For each point, the part in % of all probability that lies where the density is at least as high.</summary>
    private static double[] ProbabilityInside(double[] density)
    {
        var total = density.Sum();
        if (!(total > 0) || density.Min() < 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"density is {density.Min():g3} to {density.Max():g3}: expected 0 or more, not all 0, as exp(log_prob) is."),
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
