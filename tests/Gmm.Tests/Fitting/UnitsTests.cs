using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Fitting;

/// <summary>Metres or kilometres, Celsius or Fahrenheit: the same fit. Oracle: the fit in other units, converted.</summary>
public class UnitsTests
{
    private const double Tolerance = 1e-6; // a shift of 1e6 spreads leaves ten digits of the samples

    /// <summary>Two tilted clusters that overlap a little, and a far one, in three axes.</summary>
    private static Tensor Clusters()
    {
        manual_seed(5);
        var tilt = tensor(new double[,] { { 1, 0.4, 0 }, { 0, 0.7, 0.3 }, { 0, 0, 0.5 } });
        double[] centres = [0, 3, 9];
        return vstack(centres.Select(centre => randn(60, 3, dtype: float64).matmul(tilt) + tensor(new[] { centre, -centre, 0.5 * centre })).ToArray());
    }

    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Tied)]
    [InlineData(CovarianceType.Full)]
    public void Fit_OfFeaturesInOtherUnits_IsTheSame(CovarianceType type)
    {
        var x = Clusters();
        AssertSameAfter(x, type, tensor(new[] { 1e-9, 1, 1e9 }).diag(), tensor(new[] { 1e-3, 1e6, -1e6 }));
    }

    /// <summary>A circle in one unit is an ellipse in two: one factor for all axes.</summary>
    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e9)]
    public void Fit_OfCircles_InAnotherUnit_IsTheSame(double factor) =>
        AssertSameAfter(Clusters(), CovarianceType.Spherical, factor * eye(3, dtype: float64), tensor(1e6));

    [Theory]
    [InlineData(CovarianceType.Tied)]
    [InlineData(CovarianceType.Full)]
    public void Fit_AfterAnyInvertibleLinearMap_IsTheSame(CovarianceType type) =>
        AssertSameAfter(Clusters(), type, tensor(new double[,] { { 1, 50, 2 }, { -3e-4, 1e-4, 0 }, { 0.5, 7, 4e3 } }), tensor(0.0));

    /// <summary>scikit-learn's way is still there: its start, its absolute reg_covar.</summary>
    [Fact]
    public void Fit_ScikitLearnsWay_DependsOnTheUnit()
    {
        var x = Clusters();

        double metres = ExpectationMaximization.Fit(x, 1).Mixture.StandardDeviations[0, 0];
        double kilometres = ExpectationMaximization.Fit(x * 1e-3, 1).Mixture.StandardDeviations[0, 0];

        double variance = (x[.., 0] - x[.., 0].mean()).square().mean().item<double>();
        Assert.Equal(Math.Sqrt(variance + 1e-6), metres, 1e-9);
        Assert.Equal(Math.Sqrt((variance * 1e-6) + 1e-6), kilometres, 1e-9);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-16)]
    [InlineData(1e200)]
    [InlineData(1e300)]
    public void SampleWeights_CountRelatively(double scale)
    {
        var x = Clusters();
        manual_seed(1);
        var weights = rand(x.size(0), dtype: float64);
        foreach (var options in new[] { EmOptions.Robust, new EmOptions { Init = MixtureInit.Random, MaxIterations = 5, Tolerance = 0 } })
        {
            manual_seed(2);
            var expected = ExpectationMaximization.Fit(x, 3, options, weights);
            manual_seed(2);
            var actual = ExpectationMaximization.Fit(x, 3, options, weights * scale);

            Assert.Equal(expected.LowerBound, actual.LowerBound, Tolerance);
            MixtureAssert.Close(expected.Mixture, actual.Mixture, Tolerance);
        }
    }

    /// <summary>Cases of faults that ended in an exception about covariances, which nobody had given.</summary>
    [Fact]
    public void WhatCannotBeFitted_IsNamed_WithWhatToLeaveOut()
    {
        var x = Clusters();
        var full = EmOptions.Robust with { CovarianceType = CovarianceType.Full };
        var constant = x.clone();
        constant[.., 1] = 7;
        var collinear = cat([x, (2 * x[.., ..1]) - x[.., 1..2]], dim: 1);

        AssertRefuses("Feature 1 of x is the same in all samples", () => ExpectationMaximization.Fit(constant, 2, EmOptions.Robust));
        AssertRefuses("Feature 3 of x follows from those before it", () => ExpectationMaximization.Fit(1e6 * collinear, 2, full));
        AssertRefuses("all the same", () => ExpectationMaximization.Fit(ones(5, 2), 1, EmOptions.Robust));
        AssertRefuses("at most 2, the number of different samples", () => ExpectationMaximization.Fit(cat([x[..2], x[..2]]), 3, EmOptions.Robust));
        AssertRefuses("in another unit", () => ExpectationMaximization.Fit(1e200 * x, 2, EmOptions.Robust));
        AssertRefuses("RegCovar", () => ExpectationMaximization.Fit(x, 2, new() { RegCovar = double.PositiveInfinity }));
        var single = Assert.Throws<ArithmeticException>(() => ExpectationMaximization.Fit(x[..1], 1, new() { RegCovar = 0 }));
        Assert.Contains("Raise RegCovar (0), or take fewer components", single.Message, StringComparison.Ordinal);
        AssertRefuses("too large", () => KMeans.Fit(1e200 * x, 2));
    }

    private static void AssertRefuses(string message, Action action) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);

    /// <summary>Of rows x: x·mapᵀ + shift has the means μ·mapᵀ + shift, and the covariances map·Σ·mapᵀ.</summary>
    private static void AssertSameAfter(Tensor x, CovarianceType type, Tensor map, Tensor shift)
    {
        var moved = x.matmul(map.t()) + (shift * x.matmul(map.t()).std(dim: 0));
        var offset = moved.mean(new long[] { 0 }) - x.matmul(map.t()).mean(new long[] { 0 });
        var options = EmOptions.Robust with { CovarianceType = type };

        var expected = ExpectationMaximization.Fit(x, 3, options);
        var actual = ExpectationMaximization.Fit(moved, 3, options);

        var (sign, logDeterminant) = linalg.slogdet(map);
        Assert.NotEqual(0, sign.item<double>());
        Assert.Equal(expected.LowerBound - logDeterminant.item<double>(), actual.LowerBound, Tolerance);
        TensorAssert.Close(expected.Mixture.Probabilities(x), actual.Mixture.Probabilities(moved), 1e-4);
        Assert.True(expected.Mixture.Predict(x).eq(actual.Mixture.Predict(moved)).all().item<bool>());
        var spread = moved.std(dim: 0);
        for (int k = 0; k < 3; k++)
        {
            TensorAssert.Close(
                tensor(expected.Mixture.Means)[k].matmul(map.t()) / spread, (tensor(actual.Mixture.Means)[k] - offset) / spread, 1e-4);
            var outer = spread.unsqueeze(0) * spread.unsqueeze(1);
            TensorAssert.Close(
                map.matmul(tensor(expected.Mixture.Covariance(k))).matmul(map.t()) / outer, tensor(actual.Mixture.Covariance(k)) / outer, 1e-4);
        }
    }
}
