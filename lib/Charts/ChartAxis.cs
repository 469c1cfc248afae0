using System.Globalization;
using Plotly.NET.LayoutObjects;

namespace Gmm;

/// <summary>What an axis shows. A string converts to one, so that most charts need no more than a title.</summary>
/// <param name="Log">A logarithmic scale, for numbers above 0.</param>
public sealed record ChartAxis(string Title, bool Log = false)
{
    private static readonly string[] Dashes = ["dash", "dot", "dashdot", "longdash"];

    /// <summary>Values to compare with, each a dashed line across the chart; the legend names it and says the value.</summary>
    public IReadOnlyList<(string Name, double Value)> Marks { get; init; } = [];

    public static implicit operator ChartAxis(string title) => new(title);

    internal static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    /// <param name="values">What the axis has to show; those that are not finite do not count.</param>
    internal LinearAxis ToPlotly(IEnumerable<double> values, params ReadOnlySpan<(string Name, object Value)> properties) => Plot.Axis(
        Title,
        [("type", Log ? "log" : "linear"), ("exponentformat", "none"), ("automargin", true), .. Log ? LogTicks(RangeOf(values)) : [], .. properties]);

    /// <summary>The numbers as they are drawn, with seven digits; null, a gap, for one that is not finite.</summary>
    /// <exception cref="ArgumentException">One is not above 0 and the axis is logarithmic.</exception>
    internal double?[] Drawn(IEnumerable<double> values, string name) => [.. values.Select(value =>
        !double.IsFinite(value) ? (double?)null
        : Log && value <= 0 ? throw new ArgumentException(
            FormattableString.Invariant($"{name} holds {value:g4}: expected numbers above 0 for the logarithmic axis \"{Title}\"."), name)
        : double.Parse(value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];

    /// <summary>What shows all of these and the marks, as plotly.js takes it: on a logarithmic scale, powers of ten.</summary>
    internal double[] RangeOf(IEnumerable<double> values)
    {
        double[] places = [.. values.Concat(Marks.Select(mark => mark.Value))
            .Where(value => double.IsFinite(value) && !(Log && value <= 0))
            .Select(value => Log ? Math.Log10(value) : value)];
        var (least, most) = (places.DefaultIfEmpty().Min(), places.DefaultIfEmpty().Max());
        var margin = most > least ? 0.04 * (most - least) : 0.5;
        return [least - margin, most + margin];
    }

    /// <summary>
    /// Powers of ten over more than two of them, for which a phone has no room beside 2 and 5; else 2 and 5 as well, in full: 0.05, where
    /// plotly.js writes a small 5.
    /// </summary>
    private static (string Name, object Value)[] LogTicks(double[] range) => (range[1] - range[0]) switch
    {
        <= 2.2 => [("dtick", "D2"), ("tickformat", "~g")],
        <= 6 => [("dtick", 1)],
        _ => [("nticks", 5)],
    };

    /// <param name="isX">Whether this is the horizontal axis, and the lines vertical.</param>
    internal IEnumerable<Shape> MarkLines(bool isX) => Marks.Select((mark, i) =>
    {
        var value = Drawn([mark.Value], mark.Name)[0] ?? double.NaN;
        var (along, across) = isX ? ("x", "y") : ("y", "x");
        return Plot.New<Shape>(
            ("type", "line"),
            ("name", $"{mark.Name}: {Number(mark.Value)}"),
            ("showlegend", true),
            ($"{along}0", value), ($"{along}1", value),
            ($"{across}ref", "paper"), ($"{across}0", 0), ($"{across}1", 1),
            ("layer", "below"),
            ("line", Plot.New<Plotly.NET.Line>(("color", Palette.Neutral), ("width", 2), ("dash", Dashes[i % Dashes.Length]))));
    });
}
