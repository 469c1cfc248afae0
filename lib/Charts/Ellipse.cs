namespace Gmm;

/// <summary>One two-dimensional Gaussian to draw.</summary>
/// <param name="Correlation">Of x and y, between -1 and 1; 0 where the axes of the ellipse are those of the plane.</param>
/// <param name="Share">The component's weight as a part of the mixture's sum, 0..1.</param>
internal readonly record struct Ellipse(double X, double Y, double StdevX, double StdevY, double Correlation, double Share)
{
    public bool IsNegligible => Share < 0.01;

    public string Description => FormattableString.Invariant(
        $"weight {Share:0.###}<br>mean ({X:0.###}, {Y:0.###})<br>stdev ({StdevX:0.###}, {StdevY:0.###})")
        + (Correlation == 0 ? "" : FormattableString.Invariant($"<br>correlation {Correlation:0.###}"));

    /// <summary>The closed outline: points of the unit circle times a radius times the covariance's Cholesky factor.</summary>
    /// <param name="radius">In standard deviations.</param>
    public Points Outline(double radius = 2, int segments = 60)
    {
        var (x, y, width, height, correlation) = (X, Y, radius * StdevX, radius * StdevY, Correlation);
        var rest = Math.Sqrt(1 - correlation * correlation);
        var angles = Enumerable.Range(0, segments + 1).Select(i => 2 * Math.PI * (i % segments) / segments).ToArray();
        return new Points(
            Array.ConvertAll(angles, a => x + width * Math.Cos(a)),
            Array.ConvertAll(angles, a => y + height * (correlation * Math.Cos(a) + rest * Math.Sin(a))));
    }
}
