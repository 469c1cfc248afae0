using CsCheck;
using Gmm.Tests.Kernel;
using Xunit;
using static Gmm.Tests.Kernel.PassCase;

namespace Gmm.Tests;

/// <summary>
/// The pass over many samples at once gives what the plain version gives sample by sample, for every type of covariance. They differ by
/// the rounding of some thousands of operations; bits of the pass differ by nothing.
/// </summary>
public class MixturePassTests
{
    [Fact]
    public void Statistics_AreThoseOfThePlainVersion() =>
        PassCase.Any().Sample(
            any =>
            {
                var expected = new PlainExpectation(any.Samples, any.Weights).Run(any.Mixture);

                var actual = new KernelExpectation(any.Samples, any.Weights).Run(any.Mixture, threads: 2);

                Close(expected.Totals, actual.Totals);
                Close(expected.First, actual.First);
                Close(expected.Second, actual.Second);
                Close([expected.LogLikelihood], [actual.LogLikelihood]);
            },
            iter: 60,
            threads: 1);

    /// <summary>The spread around means a million spreads apart is not what large numbers leave over: it has as many digits as the plain sums.</summary>
    [Theory]
    [InlineData(CovarianceType.Tied, 3, 4)]
    [InlineData(CovarianceType.Tied, 2, 9)]
    [InlineData(CovarianceType.Full, 3, 4)]
    public void Statistics_OfComponentsFarApart_KeepTheDigitsOfTheirSpread(CovarianceType type, int features, int components)
    {
        var near = PassCase.Draw(new Random(7), type, count: 500, features, components);
        double[] x = [.. Enumerable.Range(0, 500).SelectMany(n => near.Samples.Row(n).ToArray().Select(value => value + (n % components * 1e6)))];
        double[,] means = near.Mixture.Means;
        for (int i = 0; i < means.Length; i++)
        {
            means[i / features, i % features] += i / features * 1e6;
        }

        var own = Enumerable.Range(0, components);
        var far = new GaussianMixture(type, [.. own.Select(_ => 1.0)], means, [.. own.Select(near.Mixture.Covariance)]);
        double[] expected = new PlainExpectation(new(x, 500, features), null).Run(far).Second;

        double[] actual = new KernelExpectation(new(x, 500, features), null).Run(far).Second;

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * (1 + Math.Abs(pair.First))));
        Assert.True(expected.Max() < 1e5, "the samples are near their own means");
    }

    [Fact]
    public void LogDensitiesAndShares_AreThoseOfThePlainVersion() =>
        PassCase.Any().Sample(
            any =>
            {
                double[] shares = new double[any.Samples.Count * any.Mixture.Components];
                double[] actual = any.Mixture.Over(new(any.Samples), threads: 2).LogDensities(shares);

                double[] joint = new double[any.Mixture.Components];
                for (int n = 0; n < actual.Length; n++)
                {
                    for (int k = 0; k < joint.Length; k++)
                    {
                        joint[k] = any.Mixture.LogJoint(k, any.Samples.Row(n), new double[any.Samples.Features]);
                    }

                    double expected = LogSumExp.Share(joint);
                    Assert.Equal(expected, actual[n], Tolerance * Math.Max(1, Math.Abs(expected)));
                    Close(joint, shares.AsSpan(n * joint.Length, joint.Length).ToArray());
                }
            },
            iter: 60,
            threads: 1);

    [Theory]
    [MemberData(nameof(PassCase.AroundTiles), MemberType = typeof(PassCase))]
    public void AnyNumberOfThreads_GivesTheSameBits(CovarianceType type, int count)
    {
        var any = PassCase.Draw(new Random(count), type, count, features: 5, components: 3);
        var pass = new KernelExpectation(any.Samples, any.Weights);
        var one = pass.Run(any.Mixture, threads: 1);
        double[] densities = any.Mixture.Over(new(any.Samples), threads: 1).LogDensities();

        foreach (int threads in new[] { 2, 3, 16 })
        {
            var several = pass.Run(any.Mixture, threads);
            Assert.Equal(one.Totals, several.Totals);
            Assert.Equal(one.First, several.First);
            Assert.Equal(one.Second, several.Second);
            Assert.Equal(one.LogLikelihood, several.LogLikelihood);
            Assert.Equal(densities, any.Mixture.Over(new(any.Samples), threads).LogDensities());
        }
    }

    /// <summary>Independent fits of the same samples may share an expectation.</summary>
    [Fact]
    public void PassesAtTheSameTime_DoNotDisturbEachOther()
    {
        var any = PassCase.Draw(new Random(0), CovarianceType.Full, count: 3000, features: 5, components: 3);
        var pass = new KernelExpectation(any.Samples, any.Weights);
        double[] alone = pass.Run(any.Mixture, threads: 1).Second;

        var together = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(4).Select(i => pass.Run(any.Mixture, threads: 1 + (i % 2)).Second);

        Assert.All(together, second => Assert.Equal(alone, second));
    }

    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Tied)]
    [InlineData(CovarianceType.Full)]
    public void ASample_HasTheSameBitsWhateverIsBesideIt(CovarianceType type)
    {
        var any = PassCase.Draw(new Random(0), type, count: 300, features: 7, components: 4);
        double[] all = any.Mixture.LogDensities(any.Samples);

        for (int n = 0; n < all.Length; n++)
        {
            Assert.Equal(all[n], any.Mixture.LogDensities(any.Samples.At([n]))[0]);
        }
    }

    /// <summary>∞ - ∞ and 0·∞ on the way: the density is 0, and shares are shares all the same.</summary>
    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Spherical)]
    [InlineData(CovarianceType.Tied)]
    [InlineData(CovarianceType.Full)]
    public void SamplesFartherAwayThanNumbersGo_HaveNoDensityAndSharesThatSumTo1(CovarianceType type)
    {
        var mixture = PassCase.Draw(new Random(1), type, count: 10, features: 3, components: 3).Mixture;
        var samples = new Samples([double.MaxValue, -double.MaxValue, double.MaxValue, 0, 0, 0, 1e200, -1e200, 1e200], 3, 3);
        double[] shares = new double[9];

        double[] actual = mixture.LogDensities(samples, shares);
        double loss = new KernelExpectation(samples, [0, 1, 0]).Run(mixture).LogLikelihood;

        Assert.Equal(double.NegativeInfinity, actual[0]);
        Assert.Equal(double.NegativeInfinity, actual[2]);
        Assert.All(shares.Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-12));
        Assert.Equal(actual[1], loss);
    }

    /// <summary>K components that are one: no sample's total is larger, and their product is the first to be infinite if it can be.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(1, 15)]
    [InlineData(1, 40)]
    [InlineData(3, 255)]
    [InlineData(70, 3)]
    [InlineData(1, 3000)]
    public void LogLikelihood_WhereEverySampleCountsOnce_IsTheSumOfLogDensities(int features, int components)
    {
        var random = new Random(components);
        var samples = new Samples([.. Enumerable.Range(0, 1000 * features).Select(_ => random.NextDouble())], 1000, features);
        var (zeros, ones) = (new double[components, features], new double[components, features]);
        foreach (int i in Enumerable.Range(0, ones.Length))
        {
            ones[i / features, i % features] = 1;
        }

        var mixture = GaussianMixture.Diagonal([.. Enumerable.Repeat(1.0, components)], zeros, ones);
        double expected = mixture.LogDensities(samples).Sum();

        double actual = new KernelExpectation(samples, null).Run(mixture).LogLikelihood;

        Assert.Equal(expected, actual, 1e-12 * Math.Abs(expected));
    }

    [Fact]
    public void LogLikelihood_WhereEverySampleCounts_AndOneHasNoDensity_IsNotFinite()
    {
        var mixture = PassCase.Draw(new Random(1), CovarianceType.Diagonal, count: 10, features: 1, components: 3).Mixture;
        double[] x = new double[5000];
        x[4000] = double.MaxValue;

        Assert.Equal(double.NegativeInfinity, new KernelExpectation(new(x, x.Length, 1), null).Run(mixture).LogLikelihood);
    }

    [Fact]
    public void AComponentOfWeight0_HasNoShare()
    {
        var mixture = GaussianMixture.Diagonal([0, 1], new double[,] { { 0 }, { 5 } }, new double[,] { { 1 }, { 1 } });
        double[] shares = new double[2];

        mixture.LogDensities(new([0], 1, 1), shares);

        Assert.Equal([0, 1], shares);
    }
}
