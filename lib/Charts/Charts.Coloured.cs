using Plotly.NET;
using Plotly.NET.TraceObjects;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Charts
{
    /// <summary>Samples coloured by a number each, such as a probability, on the Viridis scale.</summary>
    /// <remarks>Viridis is perceptually uniform and reads with every common colour vision deficiency. Points are drawn from the
    /// lowest value to the highest, so that no high one is hidden.</remarks>
    /// <param name="samples">Samples, [N, 2].</param>
    /// <param name="values">One number per sample, [N].</param>
    /// <param name="valueName">What the number is: the title of the colour bar.</param>
    /// <exception cref="ArgumentException">samples is not [N, 2] with N > 0, values is not [N], or one is not finite.</exception>
    public static GenericChart Coloured(string title, Tensor samples, Tensor values, string valueName)
    {
        var points = Points.Of(samples, nameof(samples));
        var numbers = Points.Column(values, points.Count, nameof(values));
        var ascending = Enumerable.Range(0, points.Count).ToArray();
        Array.Sort([.. numbers], ascending);

        points = points.At(ascending);
        var bounds = Bounds.Around(points);
        var marker = Plot.New<Marker>(
            ("color", Significant(Array.ConvertAll(ascending, i => numbers[i]))),
            ("colorscale", "Viridis"),
            ("colorbar", ColourBar(valueName)),
            ("size", 5));
        var trace = Plot.Trace(
            points.Count > MostSvgPoints ? "scattergl" : "scatter",
            ("mode", "markers"),
            ("x", bounds.Round(points.X)),
            ("y", bounds.Round(points.Y)),
            ("marker", marker),
            ("showlegend", false),
            ("hovertemplate", $"x %{{x}}<br>y %{{y}}<br>{valueName} %{{marker.color}}<extra></extra>"));
        return Plot.Space(title, bounds, [trace]);
    }

    /// <summary>Below the plot, where it takes nothing from the width of a narrow page.</summary>
    private static ColorBar ColourBar(string title) => Plot.New<ColorBar>(
        ("orientation", "h"),
        ("y", -0.13),
        ("yanchor", "top"),
        ("thickness", 12),
        ("outlinewidth", 0),
        ("title", Plot.New<Title>(("text", title), ("side", "bottom"))));

    /// <summary>Four significant digits of the largest number for all: what is far smaller has no colour of its own.</summary>
    private static double[] Significant(double[] values)
    {
        var largest = values.Max(Math.Abs);
        var decimals = largest == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(largest)), 0, 15);
        return Array.ConvertAll(values, v => Math.Round(v, decimals));
    }
}
