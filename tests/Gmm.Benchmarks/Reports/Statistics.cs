namespace Gmm.Benchmarks;

/// <summary>What a series of timings comes down to.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest and the largest, in words.</summary>
    public static string Range(this IReadOnlyCollection<double> values) =>
        $"{MarkdownTable.Number(values.Min())}..{MarkdownTable.Number(values.Max())}";
}
