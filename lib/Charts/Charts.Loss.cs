using System.Globalization;
using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace Gmm;

public static partial class Charts
{
    private const int MostLossPoints = 2000;
    private static readonly string[] Dashes = ["dash", "dot", "dashdot", "longdash"];

    /// <summary>The loss at each iteration, its minimum marked, and horizontal lines to compare it with.</summary>
    /// <remarks>The lines are named with their values in the legend, where two that are close together stay readable. A loss that
    /// is NaN or infinite leaves a gap. Beyond 2000 iterations only the highest and lowest loss of each stretch are drawn.
    /// </remarks>
    /// <param name="losses">One loss for each iteration; the first is iteration 1.</param>
    /// <param name="references">What to compare with: a name and a loss.</param>
    /// <exception cref="ArgumentException">losses is empty or has no finite number.</exception>
    public static GenericChart Loss(string title, IReadOnlyList<double> losses, params (string Name, double Value)[] references)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentNullException.ThrowIfNull(references);
        var finite = Enumerable.Range(0, losses.Count).Where(i => double.IsFinite(losses[i])).ToArray();
        if (finite.Length == 0)
        {
            throw new ArgumentException(
                $"losses has {losses.Count} numbers, none of them finite: expected one loss per iteration.", nameof(losses));
        }

        var drawn = Decimated(losses);
        var best = finite.MinBy(i => losses[i]);
        var curve = Plot.Trace(
            "scatter",
            ("mode", drawn.Length == 1 ? "markers" : "lines"),
            ("name", "loss"),
            ("showlegend", false),
            ("x", Array.ConvertAll(drawn, i => i + 1)),
            ("y", Array.ConvertAll(drawn, i => Shown(losses[i]))),
            ("line", Plot.New<Line>(("color", Palette.Of(0)), ("width", 2))),
            ("hovertemplate", "iteration %{x}<br>loss %{y}<extra></extra>"));
        var minimum = Plot.Trace(
            "scatter",
            ("mode", "markers"),
            ("name", $"minimum {Number(losses[best])} at iteration {best + 1}"),
            ("x", new[] { best + 1 }),
            ("y", new[] { Shown(losses[best]) }),
            ("marker", Plot.New<Marker>(("color", Palette.Of(4)), ("size", 9), ("symbol", "diamond"))),
            ("hovertemplate", "lowest<br>iteration %{x}<br>loss %{y}<extra></extra>"));
        var lines = references.Select((r, i) => Plot.Trace(
            "scatter",
            ("mode", "lines"),
            ("name", $"{r.Name} {Number(r.Value)}"),
            ("x", new[] { 1, Math.Max(2, losses.Count) }),
            ("y", new[] { Shown(r.Value), Shown(r.Value) }),
            ("line", Plot.New<Line>(("color", Palette.Of(i + 1)), ("width", 2), ("dash", Dashes[i % Dashes.Length]))),
            ("hovertemplate", $"{r.Name} {Number(r.Value)}<extra></extra>")));
        return Plot.Chart(
            title,
            Plot.Axis("iteration"),
            Plot.Axis("loss"),
            plotWidth: 560,
            plotHeight: 280,
            below: 65,
            [curve, .. lines, minimum]);
    }

    /// <summary>The iterations to draw: all when few, else the ends and each stretch's lowest and highest loss.</summary>
    private static int[] Decimated(IReadOnlyList<double> losses)
    {
        if (losses.Count <= MostLossPoints)
        {
            return [.. Enumerable.Range(0, losses.Count)];
        }

        var stretch = (int)Math.Ceiling(2.0 * losses.Count / MostLossPoints);
        return [.. Enumerable.Range(0, losses.Count)
            .Chunk(stretch)
            .SelectMany(s => new[] { s.MinBy(i => losses[i]), s.MaxBy(i => losses[i]) })
            .Concat([0, losses.Count - 1])
            .Distinct()
            .Order()];
    }

    private static double? Shown(double loss) =>
        double.IsFinite(loss) ? double.Parse(Number(loss), CultureInfo.InvariantCulture) : null;

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
