using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class EstimateTests
{
    [Fact]
    public void OfMean_OfAShare_HasTheBinomialStandardError()
    {
        var estimate = Estimate.OfMean(arange(1000, int64).lt(200));

        Assert.Equal(0.2, estimate.Value, 1e-12);
        Assert.Equal(Math.Sqrt(0.2 * 0.8 / 999), estimate.StandardError, 1e-12);   // N - 1: the mean itself is estimated
    }

    [Fact]
    public void ToString_IsValueAndError() => Assert.Equal("0.2500 ± 0.0125", new Estimate(0.25, 0.0125).ToString());

    [Theory]
    [InlineData(new long[] { 1 })]
    [InlineData(new long[] { 3, 2 })]
    public void OfMean_OfAWrongShape_IsRefused(long[] shape) =>
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => Estimate.OfMean(zeros(shape))).ParamName);

    [Fact]
    public void OfMean_OfNaN_IsRefused() =>
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => Estimate.OfMean(full(3, float.NaN))).ParamName);
}
