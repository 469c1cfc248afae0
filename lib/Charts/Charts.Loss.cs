using Plotly.NET;

namespace Gmm;

public static partial class Charts
{
    /// <summary>The loss at each iteration, its minimum marked, and horizontal lines to compare it with.</summary>
    /// <remarks>The legend names the lines and says their values. A loss that is NaN or infinite leaves a gap.</remarks>
    /// <param name="losses">One loss for each iteration; the first is iteration 1.</param>
    /// <param name="references">What to compare with: a name and a loss.</param>
    /// <exception cref="ArgumentException">losses is empty or has no finite number.</exception>
    public static GenericChart Loss(string title, IReadOnlyList<double> losses, params (string Name, double Value)[] references)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentNullException.ThrowIfNull(references);
        int[] finite = [.. Enumerable.Range(0, losses.Count).Where(i => double.IsFinite(losses[i]))];
        if (finite.Length == 0)
        {
            throw new ArgumentException(
                $"losses has {losses.Count} numbers, none of them finite: expected one loss per iteration.", nameof(losses));
        }

        double[] iterations = [.. losses.Select((_, i) => i + 1.0)];
        var curve = new Series("lowest loss", iterations, losses) { Marked = finite.MinBy(i => losses[i]) };
        return Lines(title, "iteration", new ChartAxis("loss") { Marks = references }, curve);
    }
}
