using Plotly.NET;

namespace Gmm;

public static partial class Charts
{
    /// <summary>A confusion matrix: how often each true class (row) was taken for each class (column).</summary>
    /// <remarks>Each cell says its count and its share of the true class; the share is also its colour, so that classes of
    /// different size compare.</remarks>
    /// <param name="counts">Counts, [true class, predicted class].</param>
    /// <exception cref="ArgumentException">counts is empty, not square, or holds a negative number.</exception>
    public static GenericChart Confusion(string title, long[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var classes = counts.GetLength(0);
        if (classes == 0 || counts.GetLength(1) != classes)
        {
            throw new ArgumentException($"counts is [{classes}, {counts.GetLength(1)}]; a confusion matrix is [C, C] with C > 0.", nameof(counts));
        }

        if (counts.Cast<long>().Min() < 0)
        {
            throw new ArgumentException($"counts holds {counts.Cast<long>().Min()}; a count is 0 or more.", nameof(counts));
        }

        var names = Enumerable.Range(0, classes).Select(c => $"class {c}").ToArray();
        var rows = Enumerable.Range(0, classes).Select(t => Enumerable.Range(0, classes).Select(p => counts[t, p]).ToArray()).ToArray();
        var shares = Array.ConvertAll(rows, row => Array.ConvertAll(row, n => row.Sum() == 0 ? 0 : Math.Round(100.0 * n / row.Sum(), 1)));
        var cells = rows.Zip(shares, (row, share) => row.Zip(share, Cell).ToArray()).ToArray();

        var heatmap = Plot.Trace(
            "heatmap",
            ("x", names),
            ("y", names),
            ("z", shares),
            ("text", cells),
            ("texttemplate", "%{text}"),
            ("zmin", 0), ("zmax", 100),
            ("colorscale", new object[] { new object[] { 0, "#eef4fa" }, new object[] { 0.5, "#6aa5d0" }, new object[] { 1, "#004b79" } }),
            ("showscale", false),
            ("xgap", 2), ("ygap", 2),
            ("hovertemplate", "%{y}, taken for %{x}<br>%{text}<extra></extra>"));
        return Plot.Chart(
            title,
            Plot.Axis("predicted class", ("showgrid", false), ("constrain", "domain")),
            Plot.Axis("true class", ("showgrid", false), ("constrain", "domain"), ("autorange", "reversed"), ("scaleanchor", "x")),
            width: 600,
            height: 600,
            [heatmap]);
    }

    private static string Cell(long count, double share) =>
        string.Create(Invariant, $"{count}<br>{share:0.#} %");
}
