using System.Globalization;

namespace Gmm.Benchmarks;

/// <summary>What a series of timings comes down to.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The mean and its standard error, in words.</summary>
    public static string MeanAndError(this IEnumerable<double> values, string format)
    {
        double[] all = [.. values];
        double mean = all.Average();
        double error = Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, all.Length - 1) / all.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{mean.ToString(format, CultureInfo.InvariantCulture)} ± {error.ToString(format, CultureInfo.InvariantCulture)}");
    }

    /// <summary>The smallest and the largest, in words.</summary>
    public static string Range(this IReadOnlyCollection<double> values) =>
        $"{MarkdownTable.Number(values.Min())}..{MarkdownTable.Number(values.Max())}";
}
