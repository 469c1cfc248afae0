using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle of densities and gradients: the same parameters through MixtureSameFamily.</summary>
public class GaussianMixModelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(5, 3)]
    public void Forward_EqualsTheDistribution_InValueAndGradient(int features, int components)
    {
        manual_seed(1);
        using var model = new GaussianMixModel(features, components);
        model.to(float64);
        var x = randn(50, features, dtype: float64) * 3;

        var ours = model.forward(x);
        ours.mean().backward();
        var gradients = model.parameters().Select(p => p.grad!.clone()).ToArray();
        model.zero_grad();
        using var oracle = model.ToDistribution();
        var expected = oracle.log_prob(x);
        expected.mean().backward();

        Assert.Equal([50], ours.shape);
        TensorAssert.Close(expected, ours, 1e-13);
        foreach (var (actual, parameter) in gradients.Zip(model.parameters()))
        {
            TensorAssert.Close(parameter.grad!, actual, 1e-13);
        }
    }

    [Fact]
    public void Forward_InFloat32_WithTinyDeviations_KeepsItsDigits()
    {
        manual_seed(2);
        using var model = new GaussianMixModel(2, 3);
        using (no_grad())
        {
            model.RawStandardDeviations.fill_(1e-3);
        }

        var x = model.Means.detach()[0].unsqueeze(0) + (randn(20, 2) * 1e-3);
        var single = model.forward(x);
        model.to(float64);
        using var oracle = model.ToDistribution();

        // float32 rounds x - μ to 1e-7 of x, of order 1; divided by σ = 1e-3 and squared that is 1e-4 at three deviations,
        // but both computations start from the same rounded x, so what is left is the rounding of the quotient.
        TensorAssert.Close(oracle.log_prob(x.to(float64)), single, 5e-6);
    }

    [Fact]
    public void NegativeLogLikelihood_IsMinusForward()
    {
        using var model = new GaussianMixModel(2, 4);
        var x = randn(10, 2);

        TensorAssert.Close(-model.forward(x), model.NegativeLogLikelihood(x), 0);
    }

    [Fact]
    public void Start_IsTheArticles()
    {
        manual_seed(3);
        using var model = new GaussianMixModel(nFeatures: 6, nComponents: 20_000);
        double s = Math.Sqrt(6 / 6.0);

        Assert.Equal(s, model.InitScale, 1e-15);
        TensorAssert.Close(ones(20_000), model.RawWeights, 0);
        // 120 000 draws; five standard errors of a mean are 0.014, of a standard deviation 0.010.
        Assert.Equal(0, model.Means.mean().item<float>(), 0.015);
        Assert.Equal(s, model.Means.std().item<float>(), 0.012);
        Assert.Equal(s / 2, model.RawStandardDeviations.mean().item<float>(), 0.005);
        Assert.InRange(model.RawStandardDeviations.min().item<float>(), 0, 0.001);
        Assert.InRange(model.RawStandardDeviations.max().item<float>(), s * 0.999, s);
    }

    [Fact]
    public void To_MovesTheParametersThatForwardUses()
    {
        using var model = new GaussianMixModel(2, 3);
        model.to(float64);

        Assert.Equal(float64, model.Means.dtype);
        Assert.Equal(float64, model.forward(zeros(1, 2, dtype: float64)).dtype);
        Assert.Equal(CPU.type, model.Device.type);
    }

    [Fact]
    public void ToString_SaysFeaturesComponentsAndInitScale()
    {
        using var model = new GaussianMixModel(2, 4);

        Assert.Equal("GaussianMixModel(features: 2, components: 4, init scale: 1.7321)", model.ToString());
    }

    [Theory]
    [InlineData(new long[] { 5, 3 }, "[N, 2]")]
    [InlineData(new long[] { 0, 2 }, "N of 1 or more")]
    [InlineData(new long[] { 2 }, "[2]")]
    public void Forward_WithAWrongShape_SaysWhatItWasAndWhatIsRight(long[] shape, string expected)
    {
        using var model = new GaussianMixModel(2, 4);

        var error = Assert.Throws<ArgumentException>(() => model.forward(zeros(shape)));

        Assert.Equal("x", error.ParamName);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_WithAnotherDtype_SaysBoth()
    {
        using var model = new GaussianMixModel(2, 4);

        var error = Assert.Throws<ArgumentException>(() => model.forward(zeros(3, 2, dtype: float64)));

        Assert.Contains("Float64", error.Message, StringComparison.Ordinal);
        Assert.Contains("Float32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_RefusesCountsBelowOne()
    {
        Assert.Equal("nFeatures", Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianMixModel(0, 1)).ParamName);
        Assert.Equal("nComponents", Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianMixModel(2, 0)).ParamName);
    }
}
