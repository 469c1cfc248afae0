namespace Gmm;

/// <summary>A square of the plane, and the precision at which charts write coordinates in it.</summary>
internal readonly record struct Bounds(double MinX, double MaxX, double MinY, double MaxY)
{
    /// <summary>Decimals that resolve a thousandth of the side or better: finer than a pixel, and short as text.</summary>
    public int Decimals => Math.Clamp(3 - (int)Math.Floor(Math.Log10(MaxX - MinX)), 0, 15);

    /// <summary>The smallest square around all points, with a margin of 4 %.</summary>
    public static Bounds Around(params IEnumerable<Points> points)
    {
        var all = points.ToArray();
        var (minX, maxX) = (all.Min(p => p.X.Min()), all.Max(p => p.X.Max()));
        var (minY, maxY) = (all.Min(p => p.Y.Min()), all.Max(p => p.Y.Max()));
        var (middleX, middleY) = ((minX + maxX) / 2, (minY + maxY) / 2);
        var half = 0.54 * Math.Max(maxX - minX, maxY - minY);
        half = half > 0 ? half : 0.5;
        return new Bounds(middleX - half, middleX + half, middleY - half, middleY + half).Rounded();
    }

    /// <summary>This square, or if it is larger, one of so many times another's side around it.</summary>
    public Bounds AtMost(double times, Bounds other)
    {
        var half = times / 2 * (other.MaxX - other.MinX);
        var (middleX, middleY) = ((other.MinX + other.MaxX) / 2, (other.MinY + other.MaxY) / 2);
        return MaxX - MinX <= 2 * half
            ? this
            : new Bounds(middleX - half, middleX + half, middleY - half, middleY + half).Rounded();
    }

    public double[] Round(double[] coordinates)
    {
        var decimals = Decimals;
        return Array.ConvertAll(coordinates, c => Math.Round(c, decimals));
    }

    private Bounds Rounded()
    {
        var sides = Round([MinX, MaxX, MinY, MaxY]);
        return new(sides[0], sides[1], sides[2], sides[3]);
    }
}
