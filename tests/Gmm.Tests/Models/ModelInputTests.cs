using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>What both models refuse, and what they say: the argument, what it was, what is right.</summary>
public class ModelInputTests
{
    private static GaussianMixModel Density() => new(2, 3);

    private static GmmClassifier Classifier() => new(2, 3, [1, 2, 3]);

    private static void Set(Tensor parameter, params float[] values)
    {
        using var noGrad = no_grad();
        parameter.copy_(tensor(values).reshape(parameter.shape));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Predict_WithAValueThatIsNotFinite_SaysInWhichRow(float value)
    {
        using var model = Classifier();
        var x = zeros(5, 2);
        x[3, 1] = value;

        var error = Assert.Throws<ArgumentException>(() => model.Predict(x));

        Assert.Equal("x", error.ParamName);
        Assert.Contains("1 values that are NaN or infinite, the first in row 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogDensity_WithAValueThatIsNotFinite_SaysInWhichRow()
    {
        using var model = Density();
        var x = full(5, 2, float.NaN);

        var error = Assert.Throws<ArgumentException>(() => model.LogDensity(x));

        Assert.Equal("x", error.ParamName);
        Assert.Contains("10 values that are NaN or infinite, the first in row 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 5 })]
    [InlineData(new long[] { 5, 3 })]
    [InlineData(new long[] { 1, 5, 2 })]
    [InlineData(new long[] { 0, 2 })]
    public void Predict_WithAWrongShape_SaysWhatItWasAndWhatIsRight(long[] shape)
    {
        using var model = Classifier();

        var error = Assert.Throws<ArgumentException>(() => model.Predict(zeros(shape)));

        Assert.Equal("x", error.ParamName);
        Assert.Contains($"[{string.Join(", ", shape)}]: expected [N, 2] with N of 1 or more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_OfSamplesOnAnotherDevice_SaysBoth()
    {
        using var model = Classifier();

        var error = Assert.Throws<ArgumentException>(() => model.Predict(zeros(5, 2, device: META)));

        Assert.Equal("x", error.ParamName);
        Assert.Contains("x is on meta, the model on cpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_OfDisposedSamples_SaysSo()
    {
        using var model = Classifier();
        var x = zeros(5, 2);
        x.Dispose();

        var error = Assert.Throws<ArgumentException>(() => model.Predict(x));

        Assert.Equal("x", error.ParamName);
        Assert.Contains("disposed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PredictAndLogDensity_EqualForward_WithoutAGradient()
    {
        using var classifier = Classifier();
        using var density = Density();
        var x = randn(20, 2);

        TensorAssert.Close(classifier.forward(x), classifier.Predict(x), 0);
        TensorAssert.Close(density.forward(x), density.LogDensity(x), 0);
        Assert.False(density.LogDensity(x).requires_grad);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    public void AClassWithoutAPositiveWeight_IsRefusedByName(float weight)
    {
        using var model = Classifier();
        Set(model.RawWeights, 1, weight, weight, 1, 1, 1);

        var error = Assert.Throws<InvalidOperationException>(() => model.Predict(zeros(5, 2)));

        Assert.Contains($"RawWeights of mixture 1 has no value above 0 (the largest is {weight})", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<InvalidOperationException>(() => model.ToDistribution(0)).Message);
    }

    [Fact]
    public void AWeightOfZeroBesideAPositiveOne_IsFine()
    {
        using var model = Density();
        Set(model.RawWeights, -1, 0, 1e-6f);

        Assert.True(model.LogDensity(zeros(1, 2)).isfinite().item<bool>());
    }

    [Fact]
    public void AStandardDeviationOfZero_IsRefusedByName()
    {
        using var model = Density();
        Set(model.RawStandardDeviations, 1, 1, 1, 0, 1, -1);

        var error = Assert.Throws<InvalidOperationException>(() => model.LogDensity(zeros(5, 2)));

        Assert.Contains("1 values of RawStandardDeviations are 0, the first in row 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<InvalidOperationException>(model.ToDistribution).Message);
    }

    [Fact]
    public void AParameterThatIsNotFinite_IsRefusedByName()
    {
        using var model = Density();
        Set(model.Means, 1, 1, 1, 1, 1, float.NaN);

        var error = Assert.Throws<InvalidOperationException>(() => model.LogDensity(zeros(5, 2)));

        Assert.Contains("Means holds 1 values that are NaN or infinite, the first in row 2", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<GmmClassifier>> UsesOfAClassifier => new()
    {
        { "forward", model => model.forward(zeros(1, 2)) },
        { "Predict", model => model.Predict(zeros(1, 2)) },
        { "ToDistribution", model => model.ToDistribution(0) },
        { "Means", model => _ = model.Means },
        { "Device", model => _ = model.Device },
        { "Fit", model => Trainer.FitClassifier(model, new LabelledSamples(zeros(1, 2), zeros(1, dtype: int64))) },
        { "Save", model => model.Save("never-written.gmm") },
    };

    [Theory]
    [MemberData(nameof(UsesOfAClassifier), DisableDiscoveryEnumeration = true)]
    public void ADisposedModel_SaysThatItIs(string use, Action<GmmClassifier> action)
    {
        var model = Classifier();
        model.Dispose();

        var error = Assert.Throws<ObjectDisposedException>(() => action(model));

        Assert.Equal($"{use}: Gmm.GmmClassifier", $"{use}: {error.ObjectName}");
    }
}
