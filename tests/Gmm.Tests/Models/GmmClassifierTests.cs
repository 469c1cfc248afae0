using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle: each class through a MixtureSameFamily of its own, side by side.</summary>
public class GmmClassifierTests
{
    [Fact]
    public void Logits_EqualTheClassesDistributions_InValueAndGradient()
    {
        manual_seed(1);
        using var model = new GmmClassifier(3, 4, [3, 1, 5, 2]);
        model.to(float64);
        var x = randn(40, 3, dtype: float64) * 2;

        var logits = model.forward(x, returnLogits: true);
        logits.square().mean().backward();
        var gradients = model.parameters().Select(p => p.grad!.clone()).ToArray();
        model.zero_grad();
        var expected = stack(Enumerable.Range(0, 4).Select(c => model.ToDistribution(c).log_prob(x)), dim: 1);
        expected.square().mean().backward();

        Assert.Equal([40, 4], logits.shape);
        TensorAssert.Close(expected, logits, 1e-13);
        foreach (var (actual, parameter) in gradients.Zip(model.parameters()))
        {
            TensorAssert.Close(parameter.grad!, actual, 1e-11);
        }
    }

    [Fact]
    public void Forward_IsTheClassOfTheLargestLogit()
    {
        manual_seed(2);
        using var model = new GmmClassifier(2, 5, [3, 5, 2, 8, 4]);
        var x = randn(100, 2);

        var predicted = model.forward(x);

        Assert.Equal(ScalarType.Int64, predicted.dtype);
        Assert.True(predicted.Equals(model.forward(x, returnLogits: true).argmax(1)));
    }

    [Fact]
    public void OneNumberOfComponents_MeansThatManyInEachClass()
    {
        manual_seed(3);
        using var one = new GmmClassifier(2, 3, 4);
        manual_seed(3);
        using var list = new GmmClassifier(2, 3, [4, 4, 4]);

        Assert.Equal([4, 4, 4], one.ComponentCounts);
        TensorAssert.Close(list.Means, one.Means, 0);
        TensorAssert.Close(list.RawStandardDeviations, one.RawStandardDeviations, 0);
    }

    [Fact]
    public void Parameters_AreOneBlockEach()
    {
        using var model = new GmmClassifier(2, 5, [3, 5, 2, 8, 4]);

        Assert.Equal(["blend_weight", "means", "stdevs"], model.named_parameters().Select(p => p.name).Order());
        Assert.Equal([22, 2], model.Means.shape);
        Assert.Equal([22], model.RawWeights.shape);
        Assert.Equal(5, model.Classes);
    }

    [Fact]
    public void ToString_SaysFeaturesClassesComponentsAndInitScale()
    {
        using var model = new GmmClassifier(2, 3, [3, 1, 2]);

        Assert.Equal("GmmClassifier(features: 2, classes: 3, components: [3, 1, 2], init scale: 1.7321)", model.ToString());
    }

    [Fact]
    public void Constructor_RefusesAListOfAnotherLength()
    {
        var error = Assert.Throws<ArgumentException>(() => new GmmClassifier(2, 3, [1, 2]));

        Assert.Equal("nComponents", error.ParamName);
        Assert.Contains("2 entries for 3 classes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1, "nFeatures")]
    [InlineData(1, 0, 1, "nClasses")]
    [InlineData(1, -1, 1, "nClasses")]
    [InlineData(1, 1, 0, "nComponents")]
    [InlineData(1, 1, -2, "nComponents")]
    public void Constructor_RefusesCountsBelowOne(int features, int classes, int components, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new GmmClassifier(features, classes, components)).ParamName);

    [Fact]
    public void ToDistribution_OfAClassThatIsNotThere_Refuses()
    {
        using var model = new GmmClassifier(2, 3, 4);

        Assert.Throws<ArgumentOutOfRangeException>(() => model.ToDistribution(3));
    }

    [Fact]
    public void Forward_LeavesOnlyItsResultAlive()
    {
        using var model = new GmmClassifier(2, 3, 4);
        using var x = randn(10, 2);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        model.forward(x).Dispose();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
