using System.Globalization;
using Plotly.NET;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Charts
{
    private const int ErrorGrid = 120;

    /// <summary>A probability at each place of the plane, such as that even the best classifier errs there.</summary>
    /// <remarks>Nothing is drawn where it is 0, the strongest colour where it is highest; the samples lie below.</remarks>
    /// <param name="value">Maps points [M, 2] to probabilities [M], such as 1 - the largest posterior; called once, without
    /// gradients, with tensors of the samples' device and number type.</param>
    /// <param name="samples">Samples, [N, 2]: the chart covers them.</param>
    /// <param name="valueName">What the probability is: the title of the colour bar.</param>
    /// <exception cref="ArgumentException">A shape is wrong, a number not finite, or a value outside 0..1.</exception>
    public static GenericChart ErrorMap(string title, Func<Tensor, Tensor> value, Tensor samples, string valueName)
    {
        var points = Points.Of(samples, nameof(samples));
        var bounds = Bounds.Around(points);
        var grid = new Grid(bounds, ErrorGrid);
        var values = grid.Evaluate(value, samples, nameof(value));
        var (lowest, highest) = (values.Min(), values.Max());
        if (lowest < -1e-5 || highest > 1 + 1e-5)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"the result of value is {lowest:g4} to {highest:g4}: expected probabilities, 0..1."),
                nameof(value));
        }

        var map = Plot.Trace(
            "heatmap",
            ("x0", bounds.MinX), ("dx", grid.StepX),
            ("y0", bounds.MinY), ("dy", grid.StepY),
            ("z", grid.Rows(Array.ConvertAll(values, v => Math.Round(Math.Clamp(v, 0, 1), 3)))),
            ("zmin", 0), ("zmax", Math.Max(0.1, Math.Ceiling(highest * 10) / 10)),
            ("zsmooth", "best"),
            ("colorscale", Enumerable.Range(0, 6).Select(i => new object[] { i / 5.0, Strength(i / 5.0) }).ToArray()),
            ("colorbar", ColourBar(valueName, above: 0)),
            ("hovertemplate", $"x %{{x:.3g}}<br>y %{{y:.3g}}<br>{valueName} %{{z}}<extra></extra>"));
        return Plot.Space(title, bounds, Plot.ColourBarRoom, [Backdrop(points, bounds), map]);
    }

    private static string Strength(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"rgba({Palette.Risk},{Math.Round(0.9 * share, 2)})");
}
