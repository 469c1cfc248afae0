namespace Gmm;

/// <summary>One curve of <see cref="Charts.Lines"/>.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Y">One number for each of X; one that is not finite leaves a gap.</param>
public sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Half the height of a band around the curve at each of X, such as a standard error; none: no band.</summary>
    public IReadOnlyList<double>? Error { get; init; }

    /// <summary>The index of a point to mark, such as the winner's; the legend says its values.</summary>
    public int? Marked { get; init; }

    /// <summary>Whether to draw a dot at each of X: where only those were measured, and the line leads the eye.</summary>
    public bool Dots { get; init; }

    /// <summary>The place of its colour in the palette, such as a class; none: its place among the curves.</summary>
    public int? Colour { get; init; }

    /// <exception cref="ArgumentException">X is empty or not finite, or lengths differ.</exception>
    internal void Check()
    {
        if (X.Count == 0 || X.Any(x => !double.IsFinite(x)))
        {
            throw new ArgumentException($"{Name} {nameof(X)} has {X.Count} numbers: expected one or more, all finite.", nameof(X));
        }

        RequireOneForEachX(Y, nameof(Y));
        if (Error is not null)
        {
            RequireOneForEachX(Error, nameof(Error));
        }

        if (Marked is { } marked && (marked < 0 || marked >= X.Count || !double.IsFinite(Y[marked])))
        {
            throw new ArgumentException(
                $"{Name} {nameof(Marked)} is {marked}: expected the index of a finite point, 0..{X.Count - 1}.", nameof(Marked));
        }
    }

    private void RequireOneForEachX(IReadOnlyList<double> values, string name)
    {
        if (values.Count != X.Count)
        {
            throw new ArgumentException($"{Name} {name} has {values.Count} numbers: expected {X.Count}, one for each of X.", name);
        }
    }
}
