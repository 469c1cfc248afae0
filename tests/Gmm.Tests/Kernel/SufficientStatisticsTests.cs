using CsCheck;
using Xunit;

namespace Gmm.Tests;

public class SufficientStatisticsTests
{
    /// <summary>Oracle: the sums over all samples at once, of whole numbers, which no order rounds.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OfTwoParts_AddUpToThoseOfAllSamples(bool pairs) =>
        Gen.Int[-50, 50].Array[3].Array[1, 40].SelectMany(rows => Gen.Int[0, rows.Length], (rows, cut) => (rows, cut)).Sample((rows, cut) =>
        {
            var (whole, first, second) = (Empty(pairs), Empty(pairs), Empty(pairs));
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
        var statistics = Empty(pairs: true);

        Assert.Equal("other", Assert.Throws<ArgumentException>(() => statistics.Add(Empty(pairs: false))).ParamName);
        Assert.Equal("other", Assert.Throws<ArgumentException>(() => statistics.Add(new([1, 2, 3, 4, 5, 7], 2, pairs: true))).ParamName);
    }

    private static SufficientStatistics Empty(bool pairs) => new([1, 2, 3, 4, 5, 6], components: 2, pairs);

    private static void AddTo(SufficientStatistics statistics, double[] x, int n)
    {
        statistics.Add(n % 2, 1 + (n % 3), x, new double[3]);
        statistics.LogLikelihood -= n;
    }
}
