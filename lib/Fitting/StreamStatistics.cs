namespace Gmm;

/// <summary>Sufficient statistics as a row of numbers, to be added up.</summary>
internal static class StreamStatistics
{
    /// <summary>Of the statistics that a mixture's responsibilities give.</summary>
    public static int Length(GaussianMixture mixture) =>
        1 + (mixture.Components * (1 + mixture.Features)) + SufficientStatistics.Length(mixture.Moments, mixture.Components, mixture.Features);

    public static void CopyTo(SufficientStatistics statistics, Span<double> numbers)
    {
        numbers[0] = statistics.LogLikelihood;
        statistics.Totals.CopyTo(numbers[1..]);
        statistics.First.CopyTo(numbers[(1 + statistics.Totals.Length)..]);
        statistics.Second.CopyTo(numbers[(1 + statistics.Totals.Length + statistics.First.Length)..]);
    }

    /// <param name="mixture">Around whose means they are.</param>
    public static SufficientStatistics From(ReadOnlySpan<double> numbers, GaussianMixture mixture)
    {
        var statistics = new SufficientStatistics(mixture.FlatMeans, mixture.Components, mixture.Moments) { LogLikelihood = numbers[0] };
        numbers = numbers[1..];
        numbers[..statistics.Totals.Length].CopyTo(statistics.Totals);
        numbers = numbers[statistics.Totals.Length..];
        numbers[..statistics.First.Length].CopyTo(statistics.First);
        numbers[statistics.First.Length..].CopyTo(statistics.Second);
        return statistics;
    }
}
