using System.Globalization;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace Gmm;

public static partial class Charts
{
    private const int StripRow = 58;

    /// <summary>How far above its dots a row's name stands, in rows: inside the chart, which leaves a phone its whole width.</summary>
    /// <remarks>Not as a tick label: plotly.js makes room for those inside, over and over, and draws them dark on dark.</remarks>
    private const double NameAbove = 0.36;

    /// <summary>Methods compared over several runs: a row each, a dot for each run, and their mean with its standard error.</summary>
    /// <remarks>A table of means hides what dots show: whether a method is bad always or rarely. Dots are spread a little up and
    /// down, so that equal ones can be told apart; the same run has the same place in each row.</remarks>
    /// <param name="value">The horizontal axis: a title, or a <see cref="ChartAxis"/> with a logarithmic scale or marks.</param>
    /// <param name="methods">Rows from the top: a name, and one number for each run, such as for each seed.</param>
    /// <exception cref="ArgumentException">No methods, one without a run, or a number that the axis cannot show.</exception>
    public static GenericChart Strip(string title, ChartAxis value, params (string Method, IReadOnlyList<double> Values)[] methods)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(methods);
        if (methods.Length == 0 || Array.Exists(methods, m => m.Values.Count == 0 || !m.Values.All(double.IsFinite)))
        {
            throw new ArgumentException("methods: expected one or more, each with one finite number or more.", nameof(methods));
        }

        var means = Array.ConvertAll(methods, m => MeanAndError(m.Values));
        Trace[] dots = [.. methods.Select((m, row) => Dots(m.Method, m.Values, row, value))];
        Shape[] lines = [.. value.MarkLines(isX: true)];

        IEnumerable<double> Drawn() =>
            methods.SelectMany(m => m.Values).Concat(means.SelectMany(m => new[] { m.Mean - m.Error, m.Mean + m.Error }));
        var rows = Plot.Axis(
            "",
            ("range", new[] { methods.Length - 0.6, -0.6 }),
            ("tickvals", Enumerable.Range(0, methods.Length).ToArray()), // rows of a fixed height
            ("showticklabels", false),
            ("showgrid", false),
            ("zeroline", false));
        var names = methods.Select((m, row) => Plot.New<Annotation>(
            ("text", $"{m.Method} <b>{Text(means[row])}</b>"), ("showarrow", false),
            ("xref", "paper"), ("x", 0), ("xanchor", "left"), ("y", row - NameAbove)));
        return Plot.Chart(
            title,
            value.ToPlotly(Drawn(), ("range", value.RangeOf(Drawn()))),
            rows,
            plotWidth: 620,
            plotHeight: StripRow * methods.Length + 20,
            below: LegendOf(2 + lines.Length),
            [.. dots, Means(methods, means, value), Key("one run", Plot.New<Marker>(("color", Palette.Of(0)), ("size", 8)))],
            ("shapes", lines),
            ("annotations", names.ToArray()));
    }

    private static Trace2D Dots(string method, IReadOnlyList<double> values, int row, ChartAxis axis) => Plot.Trace(
        "scatter",
        ("mode", "markers"),
        ("name", method),
        ("showlegend", false),
        ("x", axis.Drawn(values, method)),
        ("y", values.Select((_, run) => Math.Round(row + Jitter(run), 3)).ToArray()),
        ("marker", Plot.New<Marker>(("color", Palette.Of(0)), ("size", 7), ("opacity", 0.65))),
        ("text", Enumerable.Range(0, values.Count).Select(run => $"run {run}").ToArray()),
        ("hovertemplate", $"{method}, %{{text}}<br>{axis.Title} %{{x}}<extra></extra>"));

    private static Trace2D Means(
        (string Method, IReadOnlyList<double>)[] methods, (double Mean, double Error)[] means, ChartAxis axis) => Plot.Trace(
        "scatter",
        ("mode", "markers"),
        ("name", "mean ± standard error"),
        ("x", axis.Drawn(means.Select(m => m.Mean), "the mean")),
        ("y", Enumerable.Range(0, means.Length).ToArray()),
        ("error_x", Plot.New<Error>(("array", Array.ConvertAll(means, m => m.Error)), ("thickness", 2), ("width", 6))),
        ("marker", Plot.New<Marker>(
            ("color", Palette.Of(4)),
            ("size", 11),
            ("symbol", "diamond"),
            ("line", Plot.New<Line>(("color", "#ffffff"), ("width", 1))))),
        ("text", methods.Select((m, i) => $"{m.Method}<br>{Text(means[i])}").ToArray()),
        ("hovertemplate", "%{text}<extra></extra>"));

    private static (double Mean, double Error) MeanAndError(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Count - 1);
        return (mean, Math.Sqrt(variance / values.Count));
    }

    /// <summary>With two digits of the error.</summary>
    private static string Text((double Mean, double Error) value)
    {
        var scale = value.Error > 0 ? value.Error : Math.Abs(value.Mean);
        var decimals = scale > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(scale)), 0, 9) : 0;
        string Rounded(double number) => number.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return $"{Rounded(value.Mean)} ± {Rounded(value.Error)}";
    }

    /// <summary>Multiples of the golden ratio: any few in a row lie apart.</summary>
    private static double Jitter(int run) => 0.4 * (run * 0.6180339887 % 1 - 0.5);
}
