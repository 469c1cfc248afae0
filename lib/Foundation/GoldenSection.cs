namespace Gmm;

/// <summary>The top of a hill on a line, without derivatives.</summary>
internal static class GoldenSection
{
    private static readonly double Ratio = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Where a function of one number is largest; one of its tops where it has several.</summary>
    /// <param name="within">How near is near enough.</param>
    /// <seealso href="https://en.wikipedia.org/wiki/Golden-section_search"/>
    public static double Largest(double low, double high, Func<double, double> value, double within)
    {
        double left = high - (Ratio * (high - low)), right = low + (Ratio * (high - low));
        double atLeft = value(left), atRight = value(right);
        while (high - low > within)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Ratio * (high - low));
                atLeft = value(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Ratio * (high - low));
                atRight = value(right);
            }
        }

        return (low + high) / 2;
    }
}
