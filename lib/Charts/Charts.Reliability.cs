using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace Gmm;

public static partial class Charts
{
    /// <summary>How often predictions of each confidence are right; calibrated ones lie on the diagonal.</summary>
    /// <remarks>Error bars are one standard error of a share, √(p(1-p)/n). Below are the predictions in each bin, in %. The legend
    /// says the expected calibration error, the mean of |accuracy - confidence| over all predictions (Naeini, Cooper and
    /// Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", 2015).</remarks>
    /// <param name="models">A name for the legend, and bins; those without a prediction are left out.</param>
    /// <exception cref="ArgumentException">No models, one without predictions, or a share outside 0..1.</exception>
    public static GenericChart Reliability(string title, params (string Name, IReadOnlyList<CalibrationBin> Bins)[] models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Length == 0)
        {
            throw new ArgumentException("models is empty: expected one (name, bins) or more.", nameof(models));
        }

        var filled = Array.ConvertAll(models, m => (m.Name, Bins: Filled(m.Name, m.Bins)));
        var diagonal = Plot.Trace(
            "scatter",
            ("mode", "lines"),
            ("name", "calibrated"),
            ("x", new[] { 0, 1 }),
            ("y", new[] { 0, 1 }),
            ("line", Plot.New<Line>(("color", Palette.Neutral), ("width", 2), ("dash", "dash"))),
            ("hoverinfo", "skip"));
        var traces = filled.SelectMany((m, i) => new Trace[] { Observed(m.Name, m.Bins, i), Counts(m.Name, m.Bins, i, of: models.Length) });
        return Plot.Chart(
            title,
            Plot.Axis("confidence", ("range", new[] { 0, 1.03 }), ("anchor", "y2")),
            Plot.Axis("share that is right", ("range", new[] { 0, 1.02 }), ("domain", new[] { 0.27, 1 })),
            plotWidth: 480,
            plotHeight: 560,
            below: LegendOf(1 + models.Length),
            [diagonal, .. traces],
            ("yaxis2", Plot.Axis("% of all", ("domain", new[] { 0, 0.2 }), ("rangemode", "tozero"))));
    }

    private static CalibrationBin[] Filled(string name, IReadOnlyList<CalibrationBin> bins)
    {
        CalibrationBin[] filled = [.. bins.Where(b => b.Count > 0)];
        if (filled.Length == 0)
        {
            throw new ArgumentException($"{name} has {bins.Count} bins and no prediction in them.", nameof(bins));
        }

        return Array.Find(filled, b => b.Confidence is not (>= 0 and <= 1) || b.Accuracy is not (>= 0 and <= 1)) is { } wrong
            ? throw new ArgumentException($"{name} has {wrong}: expected a confidence and an accuracy in 0..1.", nameof(bins))
            : filled;
    }

    private static Trace2D Observed(string name, CalibrationBin[] bins, int index)
    {
        var total = bins.Sum(b => b.Count);
        var error = bins.Sum(b => b.Count * Math.Abs(b.Accuracy - b.Confidence)) / total;
        return Plot.Trace(
            "scatter",
            ("mode", "lines+markers"),
            ("name", FormattableString.Invariant($"{name}: expected calibration error {error:0.000}")),
            ("legendgroup", name),
            ("x", Array.ConvertAll(bins, b => Math.Round(b.Confidence, 4))),
            ("y", Array.ConvertAll(bins, b => Math.Round(b.Accuracy, 4))),
            ("error_y", Plot.New<Error>(
                ("array", Array.ConvertAll(bins, b => Math.Round(Math.Sqrt(b.Accuracy * (1 - b.Accuracy) / b.Count), 4))),
                ("thickness", 1.5), ("width", 4))),
            ("line", Plot.New<Line>(("color", Palette.Of(index)), ("width", 2))),
            ("marker", Plot.New<Marker>(("size", 7))),
            ("text", Array.ConvertAll(bins, b => $"{b.Count} predictions")),
            ("hovertemplate", $"{name}<br>confidence %{{x}}<br>right %{{y}}<br>%{{text}}<extra></extra>"));
    }

    /// <summary>Bars of a width of their own, side by side around the confidence: plotly.js would make them as narrow as the closest two.</summary>
    private static Trace2D Counts(string name, CalibrationBin[] bins, int index, int of)
    {
        var total = bins.Sum(b => b.Count);
        var width = 0.045 / of;
        return Plot.Trace(
            "bar",
            ("name", name),
            ("legendgroup", name),
            ("showlegend", false),
            ("yaxis", "y2"),
            ("x", Array.ConvertAll(bins, b => Math.Round(b.Confidence, 4))),
            ("y", Array.ConvertAll(bins, b => Math.Round(100.0 * b.Count / total, 2))),
            ("width", width),
            ("offset", (index - (of / 2.0)) * width),
            ("marker", Plot.New<Marker>(("color", Palette.Of(index)))),
            ("opacity", 0.7),
            ("hovertemplate", $"{name}<br>confidence %{{x}}<br>%{{y}} % of all predictions<extra></extra>"));
    }
}
