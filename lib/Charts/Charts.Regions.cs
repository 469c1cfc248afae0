using Plotly.NET;
using Plotly.NET.TraceObjects;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Charts
{
    private const int RegionGrid = 200;

    /// <summary>Where a classifier decides for which class, and the samples on top: those it gets wrong stand out.</summary>
    /// <param name="classifier">Of two features; called for a grid and for the samples, with tensors of their device and dtype.</param>
    /// <param name="samples">Samples, [N, 2], and their true classes.</param>
    /// <exception cref="ArgumentException">A shape is wrong, a sample not finite, or a class not the classifier's.</exception>
    public static GenericChart Regions(string title, IClassifier classifier, LabelledSamples samples)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(samples);
        return Regions(title, classifier.Predict, samples.X, samples.Labels, classifier.ClassNames);
    }

    /// <param name="classify">Maps points [M, 2] to classes [M]; called for a grid and for the samples, without gradients, with
    /// tensors of the samples' device and number type.</param>
    /// <param name="samples">Samples, [N, 2].</param>
    /// <param name="labels">The true class of each sample, [N], whole numbers from 0 up.</param>
    /// <exception cref="ArgumentException">A shape is wrong, a sample not finite, or a class not 0, 1, 2, ...</exception>
    internal static GenericChart Regions(
        string title, Func<Tensor, Tensor> classify, Tensor samples, Tensor labels, IReadOnlyList<string>? classNames = null)
    {
        var points = Points.Of(samples, nameof(samples));
        var truth = Points.Classes(labels, points.Count, nameof(labels));
        var predicted = Points.Classes(Grid.Call(classify, samples, points.Count, nameof(classify)), nameof(classify));
        var bounds = Bounds.Around(points);
        var grid = new Grid(bounds, RegionGrid);
        var regions = Points.Classes(grid.Evaluate(classify, samples, nameof(classify)), nameof(classify));
        var classes = Math.Max(truth.Max(), Math.Max(regions.Max(), predicted.Max())) + 1;
        classes = Math.Max(classes, classNames?.Count ?? 0);
        var names = LabelledSamples.NamesOf(classes, classNames);

        var background = Plot.Trace(
            "heatmap",
            ("x0", bounds.MinX), ("dx", grid.StepX),
            ("y0", bounds.MinY), ("dy", grid.StepY),
            ("z", grid.Rows(regions)),
            ("zmin", -0.5), ("zmax", classes - 0.5),
            ("colorscale", Steps([.. Enumerable.Range(0, classes).Select(Palette.Of)])),
            ("showscale", false),
            ("opacity", 0.3),
            ("hovertemplate", "x %{x:.3g}<br>y %{y:.3g}<br>decided: class %{z}<extra></extra>"));
        var right = Enumerable.Range(0, classes).Select(c => Cloud(
            names[c], points.Where(i => truth[i] == c && predicted[i] == c), bounds, points.Count, Palette.Of(c), 0.8));
        var keys = Enumerable.Range(0, classes).Select(c => Key(names[c], Dot(c)));
        var wrong = Enumerable.Range(0, points.Count).Where(i => truth[i] != predicted[i]).ToArray();
        var name = $"misclassified ({wrong.Length} of {truth.Length})";
        var crosses = Misclassified(name, points.At(wrong), wrong, truth, predicted, names, bounds);
        var key = Key(name, Cross(Palette.Neutral, points.Count));
        return Plot.Space(title, bounds, Plot.LegendRoom, [background, .. right, crosses, .. keys, key]);
    }

    private static Trace2D Misclassified(string name, Points points, int[] wrong, int[] truth, int[] predicted, IReadOnlyList<string> names, Bounds bounds) =>
        Markers(
            "scatter",
            name,
            bounds.Round(points.X),
            bounds.Round(points.Y),
            ("text", Array.ConvertAll(wrong, i => $"{names[truth[i]]}, taken for {names[predicted[i]]}")),
            ("marker", Cross(Array.ConvertAll(wrong, i => Palette.Of(truth[i])), truth.Length)),
            ("hovertemplate", "%{text}<br>x %{x}<br>y %{y}<extra></extra>"));

    private static Marker Cross(object colour, int total) => Plot.New<Marker>(
        ("color", colour),
        ("symbol", "x"),
        ("size", Size(total) + 2),
        ("line", Plot.New<Line>(("color", Palette.Neutral), ("width", 1.5)))); // seen on light and on dark pages
}
