using CsCheck;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Invariants;

/// <summary>
/// What holds for every mixture, whatever its numbers. Oracle: the mixture itself, changed in a way that must not matter, or
/// a closed form.
/// </summary>
/// <remarks>
/// In float64. Log-densities reach -500 here and carry some tens of roundings of 1e-16 relative: 1e-12 is well above them.
/// TorchSharp's random generator and tensor scopes are one for the process or the thread, so everything runs on one thread.
/// </remarks>
public class MixtureInvariants
{
    private const double Tolerance = 1e-12;

    /// <summary>
    /// The rectangle rule on a Gaussian is exact to 2·exp(-2π²(σ/h)²), 5e-35 for σ/h = 2, and 8.5σ out there is 2e-17 left.
    /// </summary>
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 10)]
    public void Density_IntegratesToOne(int features, int iterations) =>
        Mixture.Any(mostFeatures: 1).SelectMany(m => Mixture.OfShape(features, m.Components)).Sample(
            mixture =>
            {
                using var scope = NewDisposeScope();
                using var model = mixture.Model();
                double step = mixture.Stdevs.Min(s => s.Min()) / 2;
                double reach = 3 + (8.5 * mixture.Stdevs.Max(s => s.Max()));
                var axis = arange(-reach, reach, step, dtype: float64);
                var grid = stack(meshgrid([.. Enumerable.Repeat(axis, features)]).Select(x => x.reshape(-1)), dim: 1);

                double integral = model.forward(grid).exp().sum().item<double>() * Math.Pow(step, features);

                Assert.Equal(1, integral, Tolerance);
            },
            iter: iterations,
            threads: 1);

    [Fact]
    public void PermutingComponents_ChangesNothing() =>
        Mixture.Any().SelectMany(m => Gen.Shuffle(Indices(m.Components)), (mixture, order) => (mixture, order)).Sample(
            (mixture, order) => AssertClose(mixture.LogDensities(), (mixture with
            {
                Weights = At(mixture.Weights, order),
                Means = At(mixture.Means, order),
                Stdevs = At(mixture.Stdevs, order),
            }).LogDensities()),
            threads: 1);

    /// <summary>Each sample is computed by itself: not a bit may differ.</summary>
    [Fact]
    public void PermutingSamples_PermutesTheirDensities() =>
        Mixture.Any().SelectMany(m => Gen.Shuffle(Indices(m.Samples.Length)), (mixture, order) => (mixture, order)).Sample(
            (mixture, order) => Assert.Equal(
                At(mixture.LogDensities(), order),
                (mixture with { Samples = At(mixture.Samples, order) }).LogDensities()),
            threads: 1);

    [Fact]
    public void OneComponent_IsANormal() =>
        Mixture.Any(mostComponents: 1).Sample(
            mixture => AssertClose(
                [.. mixture.Samples.Select(x => x.Index().Sum(at =>
                    LogNormal(at.Item, mixture.Means[0][at.Index], mixture.Stdevs[0][at.Index])))],
                mixture.LogDensities()),
            threads: 1);

    [Fact]
    public void ScalingAllWeights_ChangesNothing() =>
        Gen.Select(Mixture.Any(), Gen.Double[1e-3, 1e3]).Sample(
            (mixture, scale) => AssertClose(
                mixture.LogDensities(),
                (mixture with { Weights = [.. mixture.Weights.Select(w => scale * w)] }).LogDensities()),
            threads: 1);

    [Fact]
    public void ShiftingSamplesAndMeansTogether_ChangesNothing() =>
        Mixture.Any().SelectMany(m => Gen.Double[-5, 5].Array[m.Features], (mixture, shift) => (mixture, shift)).Sample(
            (mixture, shift) => AssertClose(
                mixture.LogDensities(),
                (mixture with { Samples = Moved(mixture.Samples, shift), Means = Moved(mixture.Means, shift) }).LogDensities()),
            threads: 1);

    private static double LogNormal(double x, double mean, double stdev) =>
        (-0.5 * Math.Pow((x - mean) / stdev, 2)) - Math.Log(stdev) - (0.5 * Math.Log(2 * Math.PI));

    private static int[] Indices(int count) => [.. Enumerable.Range(0, count)];

    private static T[] At<T>(T[] items, int[] order) => [.. order.Select(i => items[i])];

    private static double[][] Moved(double[][] points, double[] shift) => [.. points.Select(p => p.Zip(shift, (a, b) => a + b).ToArray())];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance * Math.Max(1, Math.Abs(pair.First))));
    }
}
