using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Classification;

/// <summary>What is chosen when nothing is told. Oracle: data whose best answer is known.</summary>
public class AutomaticBayesTests
{
    [Fact]
    public void AClassOfTwoSamples_IsPredictedWhereItIs()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var x = vstack([randn(100, 3, dtype: float64), randn(40, 3, dtype: float64) + 6, randn(2, 3, dtype: float64) - 8]);
        var data = new LabelledSamples(x, Classes(100, 40, 2));

        var classifier = BayesClassifier.Fit(data);

        var fresh = randn(200, 3, dtype: float64) - 8;
        Assert.True(classifier.Predict(fresh).eq(2).all().item<bool>());
        Assert.Equal(1.0, classifier.Score(data));
    }

    [Fact]
    public void OneSampleAClass_IsTheNearestOne()
    {
        var classifier = BayesClassifier.Fit(new LabelledSamples(new double[,] { { 0, 0 }, { 10, 0 }, { 0, 10 } }, [0, 1, 2]));

        var predicted = classifier.Predict(new double[,] { { 1, 1 }, { 8, 1 }, { 1, 9 } });

        Assert.Equal([0L, 1L, 2L], predicted.data<long>().ToArray());
    }

    [Fact]
    public void ConstantAndDuplicatedFeatures_DoNoHarm()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var own = vstack([randn(60, 2, dtype: float64), randn(60, 2, dtype: float64) + 4]);
        var labels = Classes(60, 60);
        var padded = hstack([own, own[.., ..1], full(120, 1, 7.0, dtype: float64)]);

        double alone = BayesClassifier.Fit(new LabelledSamples(own, labels)).Score(new(own, labels));
        double together = BayesClassifier.Fit(new LabelledSamples(padded, labels)).Score(new(padded, labels));

        Assert.Equal(alone, together, 0.02); // two samples of 120 near the border
    }

    [Fact]
    public void MoreFeaturesThanSamples_AreFitted()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var x = randn(30, 64, dtype: float64);
        x[..15, ..4] += 3;

        var classifier = BayesClassifier.Fit(new LabelledSamples(x, Classes(15, 15)));

        var fresh = randn(400, 64, dtype: float64);
        fresh[..200, ..4] += 3;
        Assert.True(classifier.Score(new(fresh, Classes(200, 200))) > 0.9); // Φ(-3) = 0.001 for who knows the four; 60 say nothing
    }

    /// <summary>Rings: one Gaussian a class is right for 97 % by its width alone, but cannot say how sure it is.</summary>
    [Fact]
    public void ClassesThatAreNoEllipses_GetSeveralComponents()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var angle = rand(400, dtype: float64) * 2 * Math.PI;
        var radius = cat([full(200, 1.0, dtype: float64), full(200, 2.0, dtype: float64)]) + (0.15 * randn(400, dtype: float64));
        var x = stack([radius * angle.cos(), radius * angle.sin()], 1);

        var fit = BayesClassifier.Search(new LabelledSamples(x, Classes(200, 200)));

        Assert.True(fit.Winner!.Components > 1);
        double single = fit.Candidates.Where(c => c.Components == 1).Min(c => c.LogLoss);
        Assert.True(fit.Winner.LogLoss < 0.5 * single);
    }

    [Fact]
    public void SkewedFeatures_AreStraightened_AndTheDensityIsOneOfX()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var x = (randn(300, 1, dtype: float64) * 0.7).exp();
        x[150..] *= 4;

        var fit = BayesClassifier.Search(new LabelledSamples(x, Classes(150, 150)));

        Assert.True(fit.Winner!.Transformed);
        var grid = linspace(-20, 200, 220_001, float64).unsqueeze(1);
        foreach (var density in fit.Classifier.ClassDensities)
        {
            Assert.Equal(1, density.LogDensity(grid).exp().sum().item<double>() * 0.001, 1e-2); // less the normal's tail beyond the transform's bound
        }
    }

    [Fact]
    public void RandomLabels_AreNotLearned()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var data = new LabelledSamples(randn(200, 10, dtype: float64), randint(0, 2, [200]));

        var classifier = BayesClassifier.Fit(data);

        var fresh = classifier.LogPosterior(randn(1000, 10, dtype: float64));
        Assert.True(-fresh.mean().item<double>() < Math.Log(2) + 0.1); // the mean log loss of labels drawn by a fair coin is ln 2 at best
    }

    [Fact]
    public void TemperatureAndLabelNoise_SoftenThePosterior_AndComeBackFromAFile()
    {
        using var scope = NewDisposeScope();
        var x = linspace(-3, 3, 61, float64).unsqueeze(1);
        var halves = new[] { GaussianMixture.Diagonal([1], new double[,] { { -1 } }, new double[,] { { 1 } }), GaussianMixture.Diagonal([1], new double[,] { { 1 } }, new double[,] { { 1 } }) };
        var soft = new BayesClassifier(halves, classNames: ["a", "b"]) { Temperature = 2, LabelNoise = 0.1 };

        TensorAssert.Close((0.9 * x.squeeze(1).sigmoid()) + 0.05, soft.Probabilities(x).select(1, 1), 1e-12); // log-odds 2x, halved
        TensorAssert.Close(new BayesClassifier(halves).LogDensity(x), soft.LogDensity(x), 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BayesClassifier(halves) { Temperature = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BayesClassifier(halves) { LabelNoise = 1.5 });

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        soft.Save(path);
        TensorAssert.Close(soft.LogPosterior(x), BayesClassifier.Open(path).LogPosterior(x), 0);
        File.Delete(path);
    }

    [Fact]
    public void ATransformedClassifier_ComesBackFromAFileToTheBit()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var x = (randn(200, 2, dtype: float64) * 0.8).exp();
        x[100..] *= 5;
        var fit = BayesClassifier.Search(new LabelledSamples(x, Classes(100, 100)));
        Assert.IsType<TransformedMixture>(fit.Classifier.ClassDensities[0]);

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        fit.Classifier.Save(path);

        TensorAssert.Close(fit.Classifier.LogPosterior(x), BayesClassifier.Open(path).LogPosterior(x), 0);
        TensorAssert.Close(fit.Classifier.LogDensity(x), BayesClassifier.Open(path).LogDensity(x), 0);
        File.Delete(path);
    }

    [Fact]
    public void Alternatives_AreAveragedByWeight_AndComeBackFromAFile()
    {
        using var scope = NewDisposeScope();
        var x = linspace(-40, 40, 81, float64).unsqueeze(1);
        BayesClassifier By(double half, double weight, double noise = 0, params BayesClassifier[] alternatives) => new(
            [GaussianMixture.Diagonal([1], new double[,] { { -half } }, new double[,] { { 1 } }), GaussianMixture.Diagonal([1], new double[,] { { half } }, new double[,] { { 1 } })])
        {
            Weight = weight,
            LabelNoise = noise,
            Alternatives = alternatives,
        };
        var averaged = By(0.5, 3, 0, By(1, 1), By(-1, 2, noise: 0.1));
        var heavy = By(0.5, 1.5e308, 0, By(1, 0.5e308), By(-1, 1e308, noise: 0.1));

        // Means at ±h and variances of 1 make log-odds of 2hx.
        var second = ((3 * x.sigmoid()) + (2 * x).sigmoid() + (2 * ((0.9 * (-2 * x).sigmoid()) + 0.05))) / 6;
        TensorAssert.Close(cat([1 - second, second], 1), averaged.Probabilities(x), 1e-12);
        TensorAssert.Close(averaged.Probabilities(x), heavy.Probabilities(x), 1e-12);
        Assert.True(averaged.LogPosterior(x).max().item<double>() <= 0);
        Assert.True(averaged.Predict(x).Equals(averaged.Probabilities(x).argmax(1)));
        TensorAssert.Close(By(0.5, 1).LogJoint(x), averaged.LogJoint(x), 0);

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        averaged.Save(path);
        TensorAssert.Close(averaged.LogPosterior(x), BayesClassifier.Open(path).LogPosterior(x), 0);
        Assert.Contains("\"version\": 2", File.ReadAllText(path), StringComparison.Ordinal); // who knows version 1 alone must not read it
        File.Delete(path);
    }

    [Fact]
    public void Alternatives_ThatCannotBeAveraged_AreRefused()
    {
        var one = new BayesClassifier([GaussianMixture.Diagonal([1], new double[,] { { 0 } }, new double[,] { { 1 } })]);
        var ofTwoFeatures = new BayesClassifier([GaussianMixture.Diagonal([1], new double[,] { { 0, 0 } }, new double[,] { { 1, 1 } })]);
        BayesClassifier[] bad =
        [
            ofTwoFeatures, new([one.ClassDensities[0], one.ClassDensities[0]]), new(one.ClassDensities, classNames: ["another"]),
            new(one.ClassDensities) { Alternatives = [one] }, null!,
        ];

        Assert.All(bad, other => Assert.Throws<ArgumentException>(() => new BayesClassifier(one.ClassDensities) { Alternatives = [other] }));
        Assert.All([0, -1, double.NaN, double.PositiveInfinity], weight => Assert.Throws<ArgumentOutOfRangeException>(() => new BayesClassifier(one.ClassDensities) { Weight = weight }));
    }

    [Fact]
    public void AFit_AveragesWhatPredictsNearlyAsWell()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var few = new LabelledSamples(randn(40, 3, dtype: float64), Classes(20, 20));

        var classifier = BayesClassifier.Fit(few);

        Assert.InRange(classifier.Alternatives.Count, 1, 31);
        Assert.Contains($"alternatives: {classifier.Alternatives.Count}", classifier.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFit_WhoseCandidatesPredictTheSame_HasOneOfThem()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var alone = new LabelledSamples(randn(50, 2, dtype: float64).exp(), Classes(50));
        var x = randn(100, 2, dtype: float64);
        x[50..] += 100;
        var apart = new LabelledSamples(x, Classes(50, 50));

        var apartClassifier = BayesClassifier.Fit(apart);

        Assert.Empty(BayesClassifier.Fit(alone).Alternatives);
        Assert.InRange(apartClassifier.Alternatives.Count, 0, 31);
        Assert.True(apartClassifier.LogPosterior(x).max().item<double>() <= 0);
    }

    [Theory]
    [InlineData(1e160)]
    [InlineData(1e-160)]
    public void FeaturesTooLargeOrTooSmallToSquare_AreNamed(double size)
    {
        using var scope = NewDisposeScope();
        var x = randn(40, 2, dtype: float64);
        x[TensorIndex.Colon, 1] *= size;

        var error = Assert.Throws<ArgumentException>("samples", () => BayesClassifier.Fit(new LabelledSamples(x, Classes(20, 20))));

        Assert.StartsWith("samples.X has feature 1 of size ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFit_ToPlenty_LeavesOutOfTheAverageWhatIsNotClearlyBetter()
    {
        using var scope = NewDisposeScope();
        manual_seed(8);
        var x = randn(2200, 2, dtype: float64);
        x[1100..] += 1;

        var fit = BayesClassifier.Search(new LabelledSamples(x, Classes(1100, 1100)));

        Assert.NotEmpty(fit.Searches); // by BIC, of few parameters; what is regularised, and averaged, has full covariances
        Assert.Equal(1, fit.Winner!.Components);
        Assert.All(fit.Classifier.Alternatives.SelectMany(other => other.ClassDensities), density => Assert.Equal(CovarianceType.Full, Mixture(density).CovarianceType));

        static GaussianMixture Mixture(IDensity density) => density as GaussianMixture ?? ((TransformedMixture)density).Mixture;
    }

    private static Tensor Classes(params int[] counts) =>
        cat([.. counts.Select((count, c) => full(count, (long)c, dtype: int64))]);
}
