using Xunit;

namespace Gmm.Tests.Fitting;

/// <summary>Fits of batches. Oracle: the fit of all samples at once, from the same start.</summary>
public class StreamTests
{
    private static readonly GaussianMixture Truth = new(
        CovarianceType.Full,
        [0.6, 0.4],
        new double[,] { { 0, 0 }, { 3, 3 } },
        [new double[,] { { 1, 0.7 }, { 0.7, 1 } }, new double[,] { { 1, 0 }, { 0, 0.5 } }]);

    private static Samples Draw(int count)
    {
        TorchSharp.torch.manual_seed(3);
        return Truth.Sample(count, TorchSharp.torch.float64); // results are rounded to the dtype of the samples
    }

    private static IEnumerable<Samples> Cut(Samples whole, params int[] sizes)
    {
        int start = 0;
        for (int i = 0; start < whole.Count; i++)
        {
            int size = Math.Min(sizes[i % sizes.Length], whole.Count - start);
            yield return whole.At([.. Enumerable.Range(start, size)]);
            start += size;
        }
    }

    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Spherical)]
    [InlineData(CovarianceType.Tied)]
    [InlineData(CovarianceType.Full)]
    public void Fit_OfBatches_IsTheFitOfTheWhole(CovarianceType type)
    {
        var x = Draw(3001);
        var start = MixtureStart.Draw(x, 3, new() { CovarianceType = type });
        var options = new EmOptions { CovarianceType = type, Tolerance = 1e-6 };
        var expected = ExpectationMaximization.Fit(x, start, options);

        var actual = ExpectationMaximization.Fit(Cut(x, 700, 1, 350), start, options);

        Assert.Equal((expected.Iterations, expected.Reason), (actual.Iterations, actual.Reason));
        Assert.All(expected.LowerBounds.Zip(actual.LowerBounds), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        MixtureAssert.Close(expected.Mixture, actual.Mixture, 1e-10);
    }

    [Fact]
    public void Fit_OfTheSameBatches_GivesTheSameBits()
    {
        var x = Draw(3001);

        var (first, second) = (GaussianMixture.Fit(Cut(x, 100), 2), GaussianMixture.Fit(Cut(x, 100), 2));

        Assert.Equal(first.Weights, second.Weights);
        Assert.Equal(first.Means, second.Means);
    }

    [Fact]
    public void Fit_OfARange_FindsTheTrueNumberAndType()
    {
        var found = GaussianMixture.Fit(Cut(Draw(6000), 512), 1..3);

        Assert.Equal((2, CovarianceType.Full), (found.Components, found.CovarianceType));
    }

    [Theory]
    [InlineData(1.0, 5.0)]
    [InlineData(100.0, 101.0)] // two centres without a sample
    public void KMeans_OfBatches_IsThatOfTheWhole(double second, double third)
    {
        var centres = TorchSharp.torch.tensor(new[,] { { 0, 0 }, { second, second }, { third, third } });
        var x = Draw(3001);
        var expected = KMeans.Fit(x, centres);

        var actual = KMeans.Fit(Cut(x, 700, 1, 350), centres);

        Assert.Equal((expected.Iterations, expected.Converged), (actual.Iterations, actual.Converged));
        Assert.Equal(expected.Inertia, actual.Inertia, 1e-8);
        TensorAssert.Close(expected.Centres, actual.Centres, 1e-10);
        Assert.Null(actual.Labels);
    }

    [Fact]
    public void KMeans_OfBatches_SeedsItself()
    {
        var x = Draw(3001);

        var actual = KMeans.Fit(Cut(x, 700, 1, 350), nClusters: 2);

        Assert.Equal(KMeans.Fit(x, nClusters: 2).Inertia, actual.Inertia, 1e-3 * actual.Inertia); // iterations end when centres hardly move
    }

    [Fact]
    public void Fit_OfAnIteratorThatWorksOnce_Refuses()
    {
        using var once = Cut(Draw(500), 100).GetEnumerator();
        IEnumerable<Samples> Rest()
        {
            while (once.MoveNext())
            {
                yield return once.Current;
            }
        }

        var error = Assert.Throws<InvalidDataException>(() => ExpectationMaximization.Fit(Rest(), Truth));

        Assert.Contains("500 samples at first and 0 now", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfNoBatchOrBatchesThatDiffer_NamesThem()
    {
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(Array.Empty<Samples>(), 2));
        Samples one = new double[,] { { 1 } };
        var error = Assert.Throws<ArgumentException>(() => GaussianMixture.Fit([Draw(10), one], 2));
        Assert.Contains("batches[1] has shape [1, 1]", error.Message, StringComparison.Ordinal);
    }
}
