namespace Gmm;

/// <summary>A rectangle of the plane, and the precision at which charts write coordinates in it.</summary>
internal readonly record struct Bounds(double MinX, double MaxX, double MinY, double MaxY)
{
    /// <summary>Decimals that resolve a thousandth or better of the longer side: finer than a pixel, and short as text.</summary>
    public int Decimals => Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Max(MaxX - MinX, MaxY - MinY))), 0, 15);

    /// <summary>The smallest rectangle around all points, with a margin of 4 % of the longer side.</summary>
    public static Bounds Around(params IEnumerable<Points> points)
    {
        var all = points.ToArray();
        var (minX, maxX) = (all.Min(p => p.X.Min()), all.Max(p => p.X.Max()));
        var (minY, maxY) = (all.Min(p => p.Y.Min()), all.Max(p => p.Y.Max()));
        var margin = 0.04 * Math.Max(maxX - minX, maxY - minY);
        margin = margin > 0 ? margin : 0.5;
        return new Bounds(minX - margin, maxX + margin, minY - margin, maxY + margin).Rounded();
    }

    public double[] Round(double[] coordinates)
    {
        var decimals = Decimals;
        return Array.ConvertAll(coordinates, c => Math.Round(c, decimals));
    }

    private Bounds Rounded()
    {
        var decimals = Decimals;
        return new(Math.Round(MinX, decimals), Math.Round(MaxX, decimals), Math.Round(MinY, decimals), Math.Round(MaxY, decimals));
    }
}
