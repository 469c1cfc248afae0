using System.Globalization;
using Plotly.NET;

namespace Gmm;

public static partial class Charts
{
    /// <summary>A confusion matrix: how often each true class (row) was taken for each class (column).</summary>
    /// <remarks>Each cell says its count and its share of the true class; the share is also its colour, so that classes of
    /// different size compare. The colour is in two ranges, light up to a half and dark from there on, so that the text reads on
    /// each; what never happened has none, and its text is the chart's, which reads on the ground that shows through.</remarks>
    /// <param name="matrix">Its class names label the rows and columns.</param>
    public static GenericChart Confusion(string title, ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Confusion(title, matrix.Counts, matrix.ClassNames);
    }

    /// <param name="counts">Counts, [true class, predicted class].</param>
    /// <param name="classNames">Of the classes.</param>
    /// <exception cref="ArgumentException">counts is empty, not square, or holds a negative number.</exception>
    internal static GenericChart Confusion(string title, long[,] counts, IReadOnlyList<string>? classNames = null)
    {
        var classes = counts.GetLength(0);
        if (classes == 0 || counts.GetLength(1) != classes)
        {
            throw new ArgumentException(
                $"counts has shape [{classes}, {counts.GetLength(1)}]: expected [C, C] with C of 1 or more.", nameof(counts));
        }

        var least = counts.Cast<long>().Min();
        if (least < 0)
        {
            throw new ArgumentException($"counts holds {least}: expected counts of 0 or more.", nameof(counts));
        }

        string[] names = [.. LabelledSamples.NamesOf(classes, classNames)];
        long[][] rows = [.. counts.Cast<long>().Chunk(classes)];
        var shares = Array.ConvertAll(rows, row => Array.ConvertAll(row, n => Math.Round(100.0 * n / Math.Max(1, row.Sum()), 1)));
        var cells = rows.Zip(shares, (row, share) => row.Zip(share, Cell).ToArray()).ToArray();
        var never = (from row in Enumerable.Range(0, classes) from column in Enumerable.Range(0, classes) where shares[row][column] == 0 select (row, column)).ToList();

        var heatmap = Plot.Trace(
            "heatmap",
            ("x", names),
            ("y", names),
            ("z", Array.ConvertAll(shares, row => Array.ConvertAll(row, share => share > 0 ? share : (double?)null))),
            ("text", cells.Zip(shares, (row, share) => row.Zip(share, (cell, s) => s > 0 ? cell : "").ToArray()).ToArray()),
            ("texttemplate", "%{text}"),
            ("textfont", Plot.New<Font>(("size", classes > 7 ? 10 : 13))),
            ("zmin", 0), ("zmax", 100),
            ("colorscale", new object[]
            {
                new object[] { 0, "#e4eef7" },
                new object[] { 0.5, "#9cc4e2" },
                new object[] { 0.5, "#2a6a9e" },
                new object[] { 1, "#004b79" },
            }),
            ("showscale", false),
            ("xgap", 2), ("ygap", 2),
            ("hovertemplate", Hover));
        var nothing = Plot.Trace(
            "scatter",
            ("x", never.Select(at => names[at.column]).ToArray()),
            ("y", never.Select(at => names[at.row]).ToArray()),
            ("text", never.Select(at => cells[at.row][at.column]).ToArray()),
            ("mode", "text"),
            ("textfont", Plot.New<Font>(("size", classes > 7 ? 10 : 13))),
            ("showlegend", false),
            ("hovertemplate", Hover));
        return Plot.Chart(
            title,
            Plot.Axis("predicted class", ("showgrid", false), ("constrain", "domain")),
            Plot.Axis(
                "true class", ("showgrid", false), ("constrain", "domain"), ("autorange", "reversed"), ("scaleanchor", "x")),
            plotWidth: 520,
            plotHeight: 520,
            below: 0,
            never.Count == 0 ? [heatmap] : [heatmap, nothing]);
    }

    private const string Hover = "%{y}, taken for %{x}<br>%{text}<extra></extra>";

    private static string Cell(long count, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{count}<br>{share:F1} %");
}
