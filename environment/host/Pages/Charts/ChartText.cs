using System.Globalization;

namespace NotebookHost.Pages;

/// <summary>A chart in words, made from its data: what is drawn, over which ranges, and where the extremes are.</summary>
internal static class ChartText
{
    private const int MostSeries = 12;

    public static string Describe(Figure figure)
    {
        var sentences = new List<string>();
        var axes = Axes(figure);
        if (axes.Length > 0)
        {
            sentences.Add(axes);
        }

        var series = ChartSeries.Of(figure);
        if (series.Count > 1)
        {
            sentences.Add($"It compares {series.Count} things: {string.Join(", ", series.Take(MostSeries).Select(s => s.Name))}.");
        }

        sentences.AddRange(series.Take(MostSeries).Select(s => $"{Capital(s.Name)}: {s.Says}."));
        if (series.Count > MostSeries)
        {
            sentences.Add($"And {series.Count - MostSeries} more.");
        }

        var marks = figure.Layout.Items("shapes").Select(s => s.Text("name")).OfType<string>().ToList();
        if (marks.Count > 0)
        {
            sentences.Add($"Lines mark {string.Join(", ", marks)}.");
        }

        if (figure.Frames.Count > 0)
        {
            var labels = figure.Sliders.Count > 0 ? ChartControls.Labels(figure.Sliders[0]) : [];
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"A film of {figure.Frames.Count} frames")
                + (labels.Count > 0 ? $", from {labels[0]} to {labels[^1]}; the text describes the first." : "; the text describes the first."));
        }

        return string.Join(' ', sentences);
    }

    /// <summary>A number as a reader wants it: four figures.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);

    private static string Axes(Figure figure)
    {
        string Axis(string name, string word)
        {
            var axis = figure.Layout.At(name) ?? default;
            var title = axis.ValueKind == System.Text.Json.JsonValueKind.Object ? Figure.TitleOf(axis) : null;
            return title is null ? "" : $"{word}: {title}{(axis.Text("type") == "log" ? ", on a logarithmic scale" : "")}. ";
        }

        return (Axis("xaxis", "Horizontal axis") + Axis("yaxis", "Vertical axis")).Trim();
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
