using CsCheck;
using Gmm.Tests.Kernel;
using Xunit;

namespace Gmm.Tests;

/// <summary>Passes of k-means give the labels and distances of the plain loops to the bit, and sums to rounding, on any number of threads.</summary>
public class ClusterPassTests
{
    [Fact]
    public void Assign_GivesEachSampleToItsNearestCentre_AndSumsItUpThere() =>
        PassCase.Any().Sample(
            any =>
            {
                var (samples, features) = (any.Samples, any.Samples.Features);
                double[] centres = any.Mixture.FlatMeans;
                int components = any.Mixture.Components;
                int[] labels = [.. Enumerable.Repeat(-1, samples.Count)];
                double[] totals = new double[components];
                double[] first = new double[centres.Length];
                double inertia = 0;

                var sums = ClusterPass.Over(samples, any.Weights, threads: 2).Assign(centres, labels);

                for (int n = 0; n < samples.Count; n++)
                {
                    double[] squared = [.. Enumerable.Range(0, components)
                        .Select(k => KMeansClusters.SquaredDistance(samples.Row(n), centres.AsSpan(k * features, features)))];
                    int nearest = Array.IndexOf(squared, squared.Min());
                    Assert.Equal(nearest, labels[n]);
                    double weight = any.Weights?[n] ?? 1;
                    totals[nearest] += weight;
                    inertia += weight * squared[nearest];
                    for (int d = 0; d < features; d++)
                    {
                        first[(nearest * features) + d] += weight * (samples.Row(n)[d] - centres[(nearest * features) + d]);
                    }
                }

                Assert.True(sums.Changed);
                Assert.Equal(inertia, sums.Inertia, 1e-12 * (1 + inertia));
                Assert.All(totals.Zip(sums.Totals), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
                Assert.All(first.Zip(sums.First), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
                Assert.False(ClusterPass.Over(samples, any.Weights, threads: 1).Assign(centres, labels).Changed);
            },
            iter: 40,
            threads: 1);

    [Fact]
    public void DistancesFromSeeds_AreTheLeastTimesWeight() =>
        PassCase.Any().Sample(
            any =>
            {
                var samples = any.Samples;
                var pass = ClusterPass.Over(samples, any.Weights, threads: 2);
                int[] seeds = [0, samples.Count / 2, samples.Count - 1];

                SeedDistances? left = null;
                foreach (int seed in seeds)
                {
                    left = pass.After(left, samples.Row(seed).ToArray());
                }

                double[] expected = [.. Enumerable.Range(0, samples.Count).Select(n =>
                    (any.Weights?[n] ?? 1) * seeds.Min(seed => KMeansClusters.SquaredDistance(samples.Row(seed), samples.Row(n))))];
                Assert.Equal(expected, left!.Values[..samples.Count]);
                Assert.Equal(expected.Sum(), left.Total, 1e-12 * (1 + expected.Sum()));
            },
            iter: 40,
            threads: 1);

    /// <summary>By the running sum: a number just above that of the samples before falls on the next sample that counts.</summary>
    [Fact]
    public void Choose_TakesTheSampleAtWhichTheRunningSumPassesTheShare()
    {
        double[] weights = [.. Enumerable.Range(0, 3000).Select(n => n % 3 == 0 ? 0.0 : 1.0)];
        var chance = ClusterPass.Over(new(new double[3000], 3000, 1), weights, threads: 1).BeforeSeeds();

        Assert.Equal(2000, chance.Total);
        for (int nth = 0; nth < 2000; nth++)
        {
            Assert.Equal((nth / 2 * 3) + 1 + (nth % 2), chance.Choose((nth + 0.5) / 2000));
        }

        Assert.Equal(2999, chance.Choose(1));
    }

    [Theory]
    [MemberData(nameof(PassCase.AroundTiles), MemberType = typeof(PassCase))]
    public void AnyNumberOfThreads_GivesTheSameBits(CovarianceType type, int count)
    {
        var any = PassCase.Draw(new Random(count), type, count, features: 3, components: 4);
        var (labels, one) = Assigned(any, threads: 1);
        var distances = ClusterPass.Over(any.Samples, any.Weights, threads: 1).After(null, [0, 1, 2]);

        foreach (int threads in new[] { 2, 3, 16 })
        {
            var (others, several) = Assigned(any, threads);
            Assert.Equal(labels, others);
            Assert.Equal(one.Totals, several.Totals);
            Assert.Equal(one.First, several.First);
            Assert.Equal(one.Inertia, several.Inertia);
            Assert.Equal(distances.Totals, ClusterPass.Over(any.Samples, any.Weights, threads).After(null, [0, 1, 2]).Totals);
        }
    }

    private static (int[] Labels, ClusterSums Sums) Assigned(PassCase any, int threads)
    {
        int[] labels = new int[any.Samples.Count];
        return (labels, ClusterPass.Over(any.Samples, any.Weights, threads).Assign(any.Mixture.FlatMeans, labels));
    }
}
