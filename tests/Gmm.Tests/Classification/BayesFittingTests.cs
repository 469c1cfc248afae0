using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class BayesFittingTests
{
    /// <summary>Class 0 has one cluster at 0, class 1 two at ±8, a standard deviation of 1: no doubt which sample is whose.</summary>
    private static LabelledSamples Data()
    {
        manual_seed(0);
        var x = vstack([randn(200, 2), randn(100, 2) - 8, randn(100, 2) + 8]);
        return new(x, cat([zeros(200, dtype: int64), ones(200, dtype: int64)]));
    }

    [Fact]
    public void Fit_ToldNothing_FindsTheClustersOfEachClass()
    {
        var data = Data();

        var fit = BayesClassifier.Search(data);

        Assert.Equal([1, 2], fit.Mixtures.Select(m => m.Components));
        TensorAssert.Close(data.Labels, fit.Classifier.Predict(data.X), 0);
    }

    [Fact]
    public void Fit_ToldTheCounts_TakesThem()
    {
        var data = Data();

        var fit = BayesClassifier.Search(data, new() { Components = [3, 2] });

        Assert.Equal([3, 2], fit.Mixtures.Select(m => m.Components));
    }

    [Fact]
    public void Priors_AreTheClassesShares()
    {
        var data = Data();

        var fit = BayesClassifier.Fit(new LabelledSamples(data.X[..300], data.Labels[..300]));

        Assert.Equal(2.0 / 3, fit.Priors[0], 1e-12);
    }

    [Fact]
    public void BadInput_IsRefusedByName()
    {
        var data = Data();

        Assert.Equal("options", Refused(() => BayesClassifier.Search(data, new() { Components = [1] })));
        Assert.Equal("Labels", Refused(() => BayesClassifier.Fit(new LabelledSamples(data.X, data.Labels * tensor(2L)))));
        Assert.Equal("Labels", Refused(() => BayesClassifier.Fit(new LabelledSamples(data.X, data.Labels - tensor(1L)))));
    }

    private static string? Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).ParamName;
}
