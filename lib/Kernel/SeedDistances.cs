namespace Gmm;

/// <summary>Of each sample, weight times squared distance to the nearest seed of k-means++: in proportion to these the next is drawn.</summary>
/// <param name="Values">0 or more, [N] and places that fill the last group.</param>
/// <param name="Totals">Their sums over the samples of each run.</param>
/// <param name="Runs">How samples are cut into runs.</param>
/// <param name="Count">N.</param>
internal sealed record SeedDistances(double[] Values, double[] Totals, TileRuns Runs, int Count)
{
    /// <summary>The sum of all.</summary>
    public double Total { get; } = Totals.Sum();

    /// <summary>The sample at which the running sum passes a share of the total.</summary>
    /// <param name="chance">From 0 to 1.</param>
    public int Choose(double chance)
    {
        double left = chance * Total;
        for (int run = 0; run < Totals.Length; left -= Totals[run], run++)
        {
            if (left < Totals[run] && Within(run, left) is >= 0 and var found)
            {
                return found;
            }
        }

        return Array.FindLastIndex(Values, value => value > 0) is var last and >= 0 ? last : Count - 1;
    }

    private int Within(int run, double left)
    {
        var (start, end) = Runs.Of(run);
        for (int n = start * GroupedSamples.Lanes; n < Math.Min(end * GroupedSamples.Lanes, Count); n++)
        {
            left -= Values[n];
            if (left < 0)
            {
                return n;
            }
        }

        return -1;
    }
}
