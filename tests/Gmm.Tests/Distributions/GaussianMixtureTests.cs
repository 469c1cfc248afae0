using CsCheck;
using Gmm.Tests.Invariants;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Distributions;

public class GaussianMixtureTests
{
    private const double Tolerance = 1e-12;

    private static readonly double[,] Tilted = { { 2, 0.6 }, { 0.6, 0.5 } };

    private static readonly double[,] Identity = { { 1, 0 }, { 0, 1 } };

    private static GaussianMixture TwoTilted =>
        new(CovarianceType.Full, [1, 3], new double[,] { { 0, 0 }, { 1, -2 } }, [Tilted, Identity]);

    [Fact]
    public void LogDensity_OfADiagonalMixture_IsItsDistributions() =>
        Mixture.Any().Sample(
            numbers =>
            {
                using var scope = NewDisposeScope();
                using var model = numbers.Model();
                using var distribution = model.ToDistribution();
                var mixture = GaussianMixture.From(distribution);

                TensorAssert.Close(distribution.log_prob(numbers.X()), mixture.LogDensity(numbers.X()), Tolerance);
            },
            threads: 1);

    /// <summary>The same Gaussians said in three ways: as they are, as full covariances, and as a trainable model.</summary>
    [Fact]
    public void LogDensity_DoesNotDependOnHowTheMixtureIsSaid() =>
        Mixture.Any().Sample(
            numbers =>
            {
                using var scope = NewDisposeScope();
                using var model = numbers.Model();
                using var distribution = model.ToDistribution();
                var diagonal = GaussianMixture.From(distribution);
                var matrices = Enumerable.Range(0, diagonal.Components).Select(diagonal.Covariance).ToArray();
                var full = new GaussianMixture(CovarianceType.Full, diagonal.Weights, diagonal.Means, matrices);
                using var trainable = GaussianMixModel.From(diagonal, dtype: float64);
                var expected = diagonal.LogDensity(numbers.X());

                TensorAssert.Close(expected, full.LogDensity(numbers.X()), Tolerance);
                TensorAssert.Close(expected, trainable.LogDensity(numbers.X()), Tolerance);
                TensorAssert.Close(diagonal.Probabilities(numbers.X()), full.Probabilities(numbers.X()), Tolerance);
            },
            threads: 1);

    [Fact]
    public void LogDensity_OfATiltedGaussian_IsTheClosedForm()
    {
        var mixture = new GaussianMixture(CovarianceType.Full, [1], new double[,] { { 1, -1 } }, [Tilted]);
        double determinant = (2 * 0.5) - (0.6 * 0.6);
        double squared = ((0.5 * 3 * 3) - (2 * 0.6 * 3 * 2) + (2 * 2 * 2)) / determinant; // dᵀΣ⁻¹d for d = (3, 2)
        double expected = -(0.5 * squared) - Math.Log(2 * Math.PI) - (0.5 * Math.Log(determinant));

        Assert.Equal(expected, mixture.LogDensity(tensor(new double[,] { { 4, 1 } })).item<double>(), Tolerance);
    }

    [Fact]
    public void Responsibilities_AreEachComponentsShareOfTheDensity()
    {
        manual_seed(0);
        var x = randn(20, 2, dtype: float64);
        var first = new GaussianMixture(CovarianceType.Full, [1], new double[,] { { 0, 0 } }, [Tilted]);

        var share = TwoTilted.Probabilities(x);

        TensorAssert.Close(tensor(0.25) * first.LogDensity(x).exp() / TwoTilted.LogDensity(x).exp(), share.select(1, 0), Tolerance);
        TensorAssert.Close(ones(20, dtype: float64), share.sum(dim: 1), Tolerance);
    }

    [Fact]
    public void LogDensity_FarFromEveryComponent_IsFinite() =>
        Assert.True(TwoTilted.LogDensity(full(1, 2, 1e6, dtype: float64)).isfinite().all().item<bool>());

    [Fact]
    public void Results_HaveTheSamplesDtype()
    {
        Assert.Equal(float32, TwoTilted.LogDensity(zeros(3, 2)).dtype);
        Assert.Equal(float64, TwoTilted.Probabilities(zeros(3, 2, dtype: float64)).dtype);
        Assert.Equal(float32, TwoTilted.Sample(3).dtype);
    }

    /// <summary>Mean and covariance of a mixture in closed form; 100 000 draws, 5 standard errors of entries below 8: 0.13.</summary>
    [Fact]
    public void Sample_HasTheMixturesMeanAndCovariance()
    {
        manual_seed(0);
        var x = TwoTilted.Sample(100_000, float64);
        var mean = tensor(new[] { 0.75, -1.5 });
        var between = tensor(new[,] { { 0.1875, -0.375 }, { -0.375, 0.75 } }); // ¼·¾·d·dᵀ for d = (1, -2)
        var within = (tensor(0.25) * tensor(Tilted)) + (tensor(0.75) * eye(2, dtype: float64));

        TensorAssert.Close(mean, x.mean([0]), 0.02);
        TensorAssert.Close(within + between, cov(x.t()), 0.05);
    }

    [Theory]
    [InlineData(CovarianceType.Diagonal, 2 + 12 + 12)]
    [InlineData(CovarianceType.Spherical, 2 + 12 + 3)]
    [InlineData(CovarianceType.Tied, 2 + 12 + 10)]
    [InlineData(CovarianceType.Full, 2 + 12 + 30)]
    public void ParameterCount_OfThreeComponentsInFourDimensions_IsCountedByHand(CovarianceType type, int expected)
    {
        double[,] identity = { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };

        Assert.Equal(expected, new GaussianMixture(type, [1, 1, 1], new double[3, 4], [identity, identity, identity]).ParameterCount);
    }

    [Fact]
    public void Average_HasTheAverageOfTheDensities()
    {
        manual_seed(0);
        var x = randn(20, 2, dtype: float64);
        var other = new GaussianMixture(CovarianceType.Full, [1], new double[,] { { 2, 2 } }, [Tilted]);

        var average = GaussianMixture.Average([TwoTilted, other], [3, 1]);

        var expected = (tensor(0.75) * TwoTilted.LogDensity(x).exp()) + (tensor(0.25) * other.LogDensity(x).exp());
        TensorAssert.Close(expected, average.LogDensity(x).exp(), Tolerance);
    }

    [Fact]
    public void AClassifierThatStartsFromMixtures_HasTheirLogDensities()
    {
        manual_seed(0);
        var x = randn(20, 2);
        GaussianMixture[] mixtures = [.. new[] { 1, 3 }.Select(k => MixtureStart.Draw(randn(100, 2), k))];
        using var classifier = GmmClassifier.From(mixtures);

        TensorAssert.Close(stack(mixtures.Select(m => m.LogDensity(x)), dim: 1), classifier.forward(x, returnLogits: true), 5e-6); // float32
        Assert.True(classifier.Means.requires_grad);
    }

    [Fact]
    public void From_AMixtureThatAModelCannotBe_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => GaussianMixModel.From(TwoTilted));

    [Fact]
    public void From_AMixtureAndBack_IsTheSame()
    {
        var mixture = GaussianMixture.Diagonal([0.25, 0.75], new double[,] { { 1, 2 }, { -3, 0.5 } }, new double[,] { { 1, 0.5 }, { 2, 0.25 } });
        var x = randn(20, 2, dtype: float64);
        using var model = GaussianMixModel.From(mixture, Parametrisation.SoftmaxExp, float64);

        TensorAssert.Close(mixture.LogDensity(x), model.ToMixture().LogDensity(x), Tolerance);
    }

    [Fact]
    public void BadNumbers_AreRefusedByName()
    {
        double[,] means = { { 0, 0 } };

        Assert.Equal("weights", Refused(() => _ = new GaussianMixture(CovarianceType.Full, [-1], means, [Identity])));
        Assert.Equal("weights", Refused(() => _ = new GaussianMixture(CovarianceType.Full, [0], means, [Identity])));
        Assert.Equal("means", Refused(() => _ = new GaussianMixture(CovarianceType.Full, [1, 1], means, [Identity, Identity])));
        Assert.Equal("covariances", RefusedCovariance(CovarianceType.Full, new double[,] { { 1 } }));
        Assert.Equal("covariances", RefusedCovariance(CovarianceType.Full, new double[,] { { 1, 2 }, { 2, 1 } }));
        Assert.Equal("covariances", RefusedCovariance(CovarianceType.Full, new double[,] { { 1, 0.5 }, { 0, 1 } }));
        Assert.Equal("covariances", RefusedCovariance(CovarianceType.Diagonal, Tilted));
        Assert.Equal("covariances", RefusedCovariance(CovarianceType.Spherical, new double[,] { { 1, 0 }, { 0, 2 } }));
        Assert.Equal("standardDeviations", Refused(() => _ = GaussianMixture.Diagonal([1], means, new double[,] { { 1 } })));
        Assert.Equal("x", Refused(() => TwoTilted.LogDensity(zeros(3, 3))));
        Assert.Equal("mixtures", Refused(() => GaussianMixture.Average([])));
    }

    private static string? RefusedCovariance(CovarianceType type, double[,] covariance) =>
        Refused(() => _ = new GaussianMixture(type, [1], new double[,] { { 0, 0 } }, [covariance]));

    private static string? Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).ParamName;
}
