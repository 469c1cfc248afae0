using CsCheck;
using Gmm.Tests.Kernel;
using TorchSharp;
using Xunit;
using static Gmm.Tests.Kernel.PassCase;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>The E step that a GPU takes, here on the CPU: the same operations on another device.</summary>
public class TensorExpectationTests
{
    /// <summary>In blocks of a few samples, so that there are several and the last is shorter.</summary>
    [Fact]
    public void Statistics_AreThoseOfThePlainVersion() =>
        Gen.Select(PassCase.Any(), Gen.Long[1, 50_000]).Sample(
            (any, block) =>
            {
                var expected = new PlainExpectation(any.Samples, any.Weights).Run(any.Mixture);
                using var tensors = new TensorExpectation(any.Samples, any.Weights, block);

                var actual = tensors.Run(any.Mixture);

                Close(expected.Totals, actual.Totals);
                Close(expected.First, actual.First);
                Close(LowerHalves(expected), LowerHalves(actual));
                Close([expected.LogLikelihood], [actual.LogLikelihood]);
            },
            iter: 40,
            threads: 1);

    /// <summary>∞ - ∞ and 0·∞ on the way: as by the pass on the CPU.</summary>
    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Spherical)]
    [InlineData(CovarianceType.Tied)]
    [InlineData(CovarianceType.Full)]
    public void SamplesFartherAwayThanNumbersGo_CountForAllComponentsAlike(CovarianceType type)
    {
        var mixture = PassCase.Draw(new Random(1), type, count: 10, features: 3, components: 3).Mixture;
        var samples = new Samples([1e200, -1e200, 1e200, 0, 0, 0], 2, 3);
        using var both = new TensorExpectation(samples, weights: null);
        using var near = new TensorExpectation(samples, weights: [0, 1]);

        Assert.Equal(new KernelExpectation(samples, null).Run(mixture).Totals, both.Run(mixture).Totals, Near);
        Assert.Equal(double.NegativeInfinity, both.Run(mixture).LogLikelihood);
        Assert.Equal(mixture.LogDensities(samples)[1], near.Run(mixture).LogLikelihood, 1e-12);
    }

    [Fact]
    public void Steps_LeaveNoTensorAlive()
    {
        var any = PassCase.Draw(new Random(2), CovarianceType.Full, count: 300, features: 4, components: 3);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var tensors = new TensorExpectation(any.Samples, any.Weights, blockNumbers: 100))
        {
            tensors.Run(any.Mixture);
            tensors.Run(any.Mixture);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(DeviceType.CUDA, 1 << 18, true)]
    [InlineData(DeviceType.CUDA, (1 << 18) - 1, false)]
    [InlineData(DeviceType.CPU, 1 << 30, false)]
    [InlineData(DeviceType.MPS, 1 << 30, false)] // it has no float64
    public void ManyNumbersOnAGpu_ArePassedOverThere(DeviceType device, long numbers, bool pays) =>
        Assert.Equal(pays, TensorExpectation.Pays(device, numbers));

    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Full)]
    public void AFitOfManySamplesOnAGpu_IsTheFitOnTheCpu(CovarianceType type)
    {
        Assert.SkipUnless(cuda.is_available(), "There is no CUDA GPU, or the library is built without.");
        using var scope = NewDisposeScope();
        var x = cat([randn(100_000, 3, dtype: ScalarType.Float64), randn(100_000, 3, dtype: ScalarType.Float64) + 3]);
        var options = EmOptions.Robust with { CovarianceType = type };

        var expected = ExpectationMaximization.Fit(x, 2, options);
        var actual = ExpectationMaximization.Fit(x.cuda(), 2, options);

        Assert.Equal(expected.LowerBounds.Count, actual.LowerBounds.Count);
        Assert.Equal(expected.LowerBound, actual.LowerBound, 1e-9);
    }

    [Fact]
    public void OtherNumbersOfTheSameSamples_ComeAsTheyDid()
    {
        using var scope = NewDisposeScope();
        Samples samples = tensor(new float[,] { { 1, 2 }, { 3, 4 } });

        Assert.Equal(ScalarType.Float32, samples.With([5, 6, 7, 8]).ToTensor().dtype);
        Assert.Equal(ScalarType.Float32, samples.At([1]).ToTensor().dtype);
        Assert.Equal([5.0, 6, 7, 8], samples.With([5, 6, 7, 8]).Values);
    }

    /// <summary>What the M step reads: a matrix by its lower half.</summary>
    private static double[] LowerHalves(SufficientStatistics statistics) => statistics.Moments == SecondMoments.Axes
        ? statistics.Second
        : [.. statistics.Second.Where((_, i) => i % statistics.Features <= i / statistics.Features % statistics.Features)];

    private static bool Near(double a, double b) => Math.Abs(a - b) < Tolerance;
}
