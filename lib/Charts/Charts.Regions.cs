using Plotly.NET;
using Plotly.NET.TraceObjects;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Charts
{
    private const int RegionGrid = 200;

    /// <summary>Where a classifier decides for which class, and the samples on top: those it gets wrong stand out.</summary>
    /// <param name="classify">Maps points [M, 2] to classes [M]; called for a grid and for the samples, without gradients, with
    /// tensors of the samples' device and number type.</param>
    /// <param name="samples">Samples, [N, 2].</param>
    /// <param name="labels">The true class of each sample, [N], whole numbers from 0 up.</param>
    /// <exception cref="ArgumentException">A shape is wrong, a sample not finite, or a class not a whole number from 0 up.</exception>
    public static GenericChart Regions(string title, Func<Tensor, Tensor> classify, Tensor samples, Tensor labels)
    {
        var points = Points.Of(samples, nameof(samples));
        var truth = Points.Classes(labels, points.Count, nameof(labels));
        var predicted = Array.ConvertAll(Grid.Call(classify, samples, points.Count, nameof(classify)), c => (int)c);
        var bounds = Bounds.Around(points);
        var grid = new Grid(bounds, RegionGrid);
        var regions = Array.ConvertAll(grid.Evaluate(classify, samples, nameof(classify)), c => (int)c);
        var classes = Math.Max(truth.Max(), Math.Max(regions.Max(), predicted.Max())) + 1;

        var background = Plot.Trace(
            "heatmap",
            ("x0", bounds.MinX), ("dx", grid.StepX),
            ("y0", bounds.MinY), ("dy", grid.StepY),
            ("z", grid.Rows(regions)),
            ("zmin", -0.5), ("zmax", classes - 0.5),
            ("colorscale", Steps(classes)),
            ("showscale", false),
            ("opacity", 0.3),
            ("hovertemplate", "x %{x:.3g}<br>y %{y:.3g}<br>decided: class %{z}<extra></extra>"));
        var right = Enumerable.Range(0, classes).Select(c => Cloud(
            $"class {c}", points.Where(i => truth[i] == c && predicted[i] == c), bounds, Palette.Of(c), 0.8, points.Count));
        var keys = Enumerable.Range(0, classes).Select(c => Key($"class {c}", Plot.New<Marker>(("color", Palette.Of(c)), ("size", 9))));
        var wrong = Enumerable.Range(0, points.Count).Where(i => truth[i] != predicted[i]).ToArray();
        return Plot.Space(title, bounds, [background, .. right, .. keys, Misclassified(points.At(wrong), wrong, truth, predicted, bounds)]);
    }

    private static Trace2D Misclassified(Points points, int[] wrong, int[] truth, int[] predicted, Bounds bounds) =>
        Plot.Trace(
            "scatter",
            ("mode", "markers"),
            ("name", $"misclassified ({wrong.Length} of {truth.Length})"),
            ("x", bounds.Round(points.X)),
            ("y", bounds.Round(points.Y)),
            ("text", Array.ConvertAll(wrong, i => $"class {truth[i]}, taken for {predicted[i]}")),
            ("marker", Plot.New<Marker>(
                ("color", Array.ConvertAll(wrong, i => Palette.Of(truth[i]))),
                ("symbol", "x"),
                ("size", 8),
                ("line", Plot.New<Line>(("color", "#000000"), ("width", 1))))),
            ("hovertemplate", "%{text}<br>x %{x}<br>y %{y}<extra></extra>"));

    /// <summary>A colour scale with one flat step per class.</summary>
    private static object[] Steps(int classes) =>
        [.. Enumerable.Range(0, classes).SelectMany(c => new object[]
        {
            new object[] { (double)c / classes, Palette.Of(c) },
            new object[] { (double)(c + 1) / classes, Palette.Of(c) },
        })];
}
