using CsCheck;
using Xunit;

namespace Gmm.Tests;

public class SufficientStatisticsTests
{
    /// <summary>Oracle: the sums over all samples at once, of whole numbers, which no order rounds.</summary>
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

            first.Add(second);

            Assert.Equal(whole.Totals, first.Totals);
            Assert.Equal(whole.First, first.First);
            Assert.Equal(whole.Second, first.Second);
            Assert.Equal(whole.LogLikelihood, first.LogLikelihood);
        });

    [Fact]
    public void AroundOtherPoints_AreRefused()
    {
        var statistics = Empty(SecondMoments.Pairs);

        Assert.Equal("other", Assert.Throws<ArgumentException>(() => statistics.Add(Empty(SecondMoments.SharedPairs))).ParamName);
        Assert.Equal("other", Assert.Throws<ArgumentException>(() => statistics.Add(new([1, 2, 3, 4, 5, 7], 2, SecondMoments.Pairs))).ParamName);
    }

    private static SufficientStatistics Empty(SecondMoments moments) => new([1, 2, 3, 4, 5, 6], components: 2, moments);

    private static void AddTo(SufficientStatistics statistics, double[] x, int n)
    {
        statistics.Add(n % 2, 1 + (n % 3), x, new double[3]);
        statistics.LogLikelihood -= n;
    }
}
