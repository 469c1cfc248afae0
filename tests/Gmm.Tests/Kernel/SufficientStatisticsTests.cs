using CsCheck;
using Xunit;

namespace Gmm.Tests;

public class SufficientStatisticsTests
{
    /// <summary>As streams and ranks add them. Oracle: the sums over all samples at once, of whole numbers, which no order rounds.</summary>
    [Theory]
    [InlineData(nameof(SecondMoments.Axes))]
    [InlineData(nameof(SecondMoments.Pairs))]
    [InlineData(nameof(SecondMoments.SharedPairs))]
    public void OfTwoParts_AddUpToThoseOfAllSamples(string moments) =>
        Gen.Int[-50, 50].Array[3].Array[1, 40].SelectMany(rows => Gen.Int[0, rows.Length], (rows, cut) => (rows, cut)).Sample((rows, cut) =>
        {
            var kept = Enum.Parse<SecondMoments>(moments);
            var (whole, first, second) = (Empty(kept), Empty(kept), Empty(kept));
            for (int n = 0; n < rows.Length; n++)
            {
                double[] x = Array.ConvertAll(rows[n], value => (double)value);
                AddTo(whole, x, n);
                AddTo(n < cut ? first : second, x, n);
            }

            Assert.Equal(Numbers(whole), Numbers(first).Zip(Numbers(second), (a, b) => a + b));
        });

    private static double[] Numbers(SufficientStatistics statistics)
    {
        double[] numbers = new double[1 + statistics.Totals.Length + statistics.First.Length + statistics.Second.Length];
        StreamStatistics.CopyTo(statistics, numbers);
        return numbers;
    }

    private static SufficientStatistics Empty(SecondMoments moments) => new([1, 2, 3, 4, 5, 6], components: 2, moments);

    private static void AddTo(SufficientStatistics statistics, double[] x, int n)
    {
        statistics.Add(n % 2, 1 + (n % 3), x, new double[3]);
        statistics.LogLikelihood -= n;
    }
}
