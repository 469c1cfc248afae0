using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>
/// Oracle: unit normals on a line have everything in closed form. Between -d/2 and d/2 the log-odds at x are x·d plus the
/// log-ratio of the priors, and the error of Bayes' rule is Φ(-d/2).
/// </summary>
public class BayesClassifierTests
{
    private static readonly Tensor Line = linspace(-3, 3, 61, float64).unsqueeze(1);

    [Fact]
    public void LogPosterior_OfTwoUnitNormals_IsTheLogisticFunction()
    {
        var bayes = new BayesClassifier([UnitNormal(-1), UnitNormal(1)]);
        var logOdds = 2 * Line.squeeze(1);

        TensorAssert.Close(logOdds.sigmoid().log(), bayes.LogPosterior(Line).select(1, 1), 1e-12);
        TensorAssert.Close((-logOdds).sigmoid().log(), bayes.LogPosterior(Line).select(1, 0), 1e-12);
    }

    [Fact]
    public void Priors_MoveTheLogOddsByTheLogOfTheirRatio()
    {
        var bayes = new BayesClassifier([UnitNormal(-1), UnitNormal(1)], priors: [300, 100]);
        var posterior = bayes.LogPosterior(Line);

        TensorAssert.Close((2 * Line.squeeze(1)) - Math.Log(3), posterior.select(1, 1) - posterior.select(1, 0), 1e-12);
        Assert.Equal([0.75, 0.25], bayes.Priors);
    }

    [Fact]
    public void Predict_ChangesSidesWherePriorTimesDensityIsEqual()
    {
        var bayes = new BayesClassifier([UnitNormal(-1), UnitNormal(1)], priors: [3, 1]);
        double border = Math.Log(3) / 2;

        Assert.Equal([0L, 1L], bayes.Predict(tensor(new[,] { { border - 1e-6 }, { border + 1e-6 } })).data<long>().ToArray());
    }

    [Fact]
    public void ZeroPrior_IsNeverPredictedAndNothingTurnsNaN()
    {
        var bayes = new BayesClassifier([UnitNormal(-1), UnitNormal(1)], priors: [1, 0]);

        Assert.Equal(0, bayes.Predict(Line).max().item<long>());
        TensorAssert.Close(zeros(61, float64), bayes.LogPosterior(Line).select(1, 0), 1e-15);
    }

    [Fact]
    public void LogDensity_IsTheMixtureOfTheClassesByTheirPriors()
    {
        var bayes = new BayesClassifier([UnitNormal(-1), UnitNormal(1)], priors: [3, 1]);
        var x = Line.squeeze(1);
        var density = ((0.75 * (-(x + 1).square() / 2).exp()) + (0.25 * (-(x - 1).square() / 2).exp())) / Math.Sqrt(2 * Math.PI);

        TensorAssert.Close(density.log(), bayes.LogDensity(Line), 1e-12);
    }

    [Fact]
    public void LogPosterior_FarFromEveryClass_StillSumsToOne()
    {
        var bayes = new BayesClassifier([UnitNormal(-1), UnitNormal(1)]);
        var far = tensor(new[,] { { -1e6 }, { 0 }, { 1e6 } });

        TensorAssert.Close(zeros(3, float64), bayes.LogPosterior(far).logsumexp(1), 1e-12);
    }

    [Fact]
    public void ExpectedError_OfTwoUnitNormals_IsTheNormalTailBeyondHalfTheirDistance()
    {
        manual_seed(0);
        var bayes = new BayesClassifier([UnitNormal(-1), UnitNormal(1)]);
        var fresh = cat([randn(50_000, 1, float64) - 1, randn(50_000, 1, float64) + 1]);

        var error = bayes.ExpectedError(fresh);

        // Φ(-1), within five of the standard errors that it reports of itself
        Assert.Equal(0.158655, error.Value, 5 * error.StandardError);
        // less than that of counting mistakes, √(e(1-e) / N)
        Assert.InRange(error.StandardError, 1e-4, Math.Sqrt(0.158655 * 0.841345 / 100_000));
    }

    [Fact]
    public void OfATrainedClassifier_ThePosteriorIsItsSoftmax()
    {
        manual_seed(1);
        using var classifier = new GmmClassifier(2, 3, [2, 1, 4]);
        var x = randn(200, 2);
        var bayes = classifier.ToBayesClassifier();

        TensorAssert.Close(classifier.forward(x, returnLogits: true).log_softmax(1), bayes.LogPosterior(x), 1e-5);
        TensorAssert.Close(classifier.Predict(x), bayes.Predict(x), 0);
    }

    [Fact]
    public void OfATrainedClassifier_StaysAsItIsWhenTrainingGoesOn()
    {
        manual_seed(2);
        using var classifier = new GmmClassifier(2, 2, 2);
        var x = randn(50, 2);
        var bayes = classifier.ToBayesClassifier();
        var before = bayes.LogJoint(x);

        using (no_grad())
        {
            classifier.Means.add_(1);
            classifier.RawStandardDeviations.mul_(2);
            classifier.RawWeights[0] = 5;
        }

        TensorAssert.Close(before, bayes.LogJoint(x), 0);
    }

    [Fact]
    public void ABayesClassifier_IsADensityItself()
    {
        var pair = new BayesClassifier([UnitNormal(-1), UnitNormal(1)]);
        var three = new BayesClassifier([pair, UnitNormal(0)], priors: [2, 1]);
        var flat = new BayesClassifier([UnitNormal(-1), UnitNormal(1), UnitNormal(0)]);

        TensorAssert.Close(flat.LogDensity(Line), three.LogDensity(Line), 1e-12);
    }

    [Fact]
    public void Results_CarryNoGradientAndOutliveTheirScopesOnce()
    {
        using var classifier = new GmmClassifier(2, 2);
        var bayes = classifier.ToBayesClassifier();
        using var scope = NewDisposeScope();
        var x = zeros(3, 2);

        Tensor[] results = [bayes.LogJoint(x), bayes.LogPosterior(x), bayes.LogDensity(x), bayes.Predict(x)];

        Assert.All(results, r => Assert.False(r.requires_grad));
        Assert.Equal(1 + results.Length, scope.DisposablesCount);
    }

    [Fact]
    public void BadClasses_AreRefusedByName()
    {
        Assert.Equal("classes", Assert.Throws<ArgumentException>(() => new BayesClassifier([])).ParamName);
        var differ = Assert.Throws<ArgumentException>(
            () => new BayesClassifier([UnitNormal(0), new GaussianMixModel(2)]));
        Assert.Contains("[1, 2] features", differ.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 1.0 })]
    [InlineData(new[] { 1.0, -1 })]
    [InlineData(new[] { 0.0, 0 })]
    [InlineData(new[] { 1, double.NaN })]
    public void BadPriors_AreRefusedByName(double[] priors)
    {
        var error = Assert.Throws<ArgumentException>(() => new BayesClassifier([UnitNormal(0), UnitNormal(1)], priors));

        Assert.Equal("priors", error.ParamName);
        Assert.Contains("expected 2 numbers of 0 or more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadSamples_AreRefusedByName()
    {
        var bayes = new BayesClassifier([UnitNormal(-1), UnitNormal(1)]);

        Assert.Equal("x", Assert.Throws<ArgumentException>(() => bayes.Predict(zeros(3, 2, float64))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => bayes.LogDensity(full(3, 1, double.NaN))).ParamName);
    }

    /// <summary>Of float64, one feature and standard deviation 1.</summary>
    private static MixtureSameFamily UnitNormal(double mean) => new(
        distributions.Categorical(ones(1, float64)),
        distributions.Independent(distributions.Normal(full(1, 1, mean, float64), ones(1, 1, float64)), 1));
}
