using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Fitting;

public class KMeansTests
{
    [Fact]
    public void PlusPlus_ChoosesDifferentSamples()
    {
        var x = arange(40, dtype: float64).reshape(20, 2);

        double[] seeds = [.. KMeans.PlusPlus(x, 20).select(1, 0).data<double>().Order()];

        Assert.Equal(x.select(1, 0).data<double>(), seeds);
    }

    /// <summary>Of two clusters 1000 apart, the second seed misses the other one with a probability of 1e-5 times the first's share.</summary>
    [Fact]
    public void PlusPlus_OfClustersFarApart_HasOneSeedInEach()
    {
        manual_seed(0);
        var x = vstack([randn(50, 2), randn(50, 2) + 1000]);

        float[] seeds = [.. KMeans.PlusPlus(x, 2).select(1, 0).data<float>().Order()];

        Assert.InRange(seeds[0], -10, 10);
        Assert.InRange(seeds[1], 990, 1010);
    }

    [Fact]
    public void Fit_GivesEverySampleToItsNearestCentre_AndCentresTheMeansOfTheirSamples()
    {
        manual_seed(0);
        var x = randn(200, 3, dtype: float64);

        var clusters = KMeans.Fit(x, 5);

        var distances = cdist(x, clusters.Centres);
        Assert.Equal(distances.argmin(1).data<long>(), clusters.Labels!.data<long>());
        Assert.Equal(distances.min(1).values.square().sum().item<double>(), clusters.Inertia, 1e-9);
        for (int k = 0; k < 5; k++)
        {
            // Centres stop when their squared moves add up to less than 1e-4 of the mean variance, which is 1.
            TensorAssert.Close(x[clusters.Labels!.eq(k)].mean([0]), clusters.Centres[k], 0.01);
        }
    }

    [Fact]
    public void Fit_WithACentreThatNoSampleIsNearestTo_MovesItWhereItIsNeeded()
    {
        var x = tensor(new double[] { 0, 1, 10, 11 }).reshape(4, 1);

        var clusters = KMeans.Fit(x, tensor(new double[] { 5, 1000 }).reshape(2, 1));

        Assert.Equal([0.5, 10.5], clusters.Centres.reshape(-1).data<double>().Order());
    }

    [Fact]
    public void BadInput_IsRefusedByName()
    {
        var x = randn(5, 2);

        Assert.Equal("nClusters", Assert.Throws<ArgumentOutOfRangeException>(() => KMeans.Fit(x, 6)).ParamName);
        Assert.Equal("nClusters", Assert.Throws<ArgumentOutOfRangeException>(() => KMeans.PlusPlus(x, 0)).ParamName);
        Assert.Equal("centres", Assert.Throws<ArgumentException>(() => KMeans.Fit(x, randn(2, 3))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => KMeans.Fit(full(5, 2, float.NaN), 2)).ParamName);
    }
}
