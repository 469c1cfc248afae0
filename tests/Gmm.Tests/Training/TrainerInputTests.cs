using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>What fitting refuses on entry, and what it says.</summary>
public class TrainerInputTests
{
    private static void Refused(string argument, string expected, Action fit)
    {
        var error = Assert.ThrowsAny<ArgumentException>(fit);
        Assert.Equal(argument, error.ParamName);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 200 })]
    [InlineData(new long[] { 200, 5 })]
    [InlineData(new long[] { 0, 2 })]
    public void SamplesOfAWrongShape_AreRefused(long[] shape)
    {
        using var model = new GaussianMixModel(2, 3);

        Refused("samples", $"[{string.Join(", ", shape)}]: expected [N, 2]", () => Trainer.FitDensity(model, zeros(shape)));
    }

    [Fact]
    public void SamplesThatAreNotFinite_AreRefused()
    {
        using var model = new GaussianMixModel(2, 3);
        var x = zeros(200, 2);
        x[7, 1] = float.NegativeInfinity;

        Refused("samples", "row 7", () => Trainer.FitDensity(model, x));
    }

    [Fact]
    public void SamplesOfAnotherDtype_AreRefused()
    {
        using var model = new GaussianMixModel(2, 3);

        Refused("samples", "samples is Float64, the model Float32", () => Trainer.FitDensity(model, zeros(9, 2, dtype: float64)));
    }

    public static TheoryData<string, Func<Tensor>> BadLabels => new()
    {
        { "runs from 0 to 2: expected classes 0..1", () => tensor(new long[] { 0, 1, 2, 0 }) },
        { "runs from -1 to 1: expected classes 0..1", () => tensor(new long[] { 0, 1, -1, 0 }) },
        { "Float32: expected Int64", () => zeros(4) },
        { "on meta, the model on cpu", () => zeros(4, dtype: int64, device: META) },
    };

    [Theory]
    [MemberData(nameof(BadLabels), DisableDiscoveryEnumeration = true)]
    public void BadLabels_AreRefused(string expected, Func<Tensor> labels)
    {
        using var model = new GmmClassifier(2, 2, 1);

        Refused("labels", expected, () => Trainer.FitClassifier(model, new LabelledSamples(zeros(4, 2), labels())));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void AModelWithoutAPositiveWeight_IsRefused(double weight)
    {
        using var model = new GaussianMixModel(2, 3);
        using (no_grad())
        {
            model.RawWeights.fill_(weight);
        }

        Refused("model", $"has no value above 0 (the largest is {weight})", () => Trainer.FitDensity(model, zeros(4, 2)));
    }

    [Fact]
    public void AModelWithAStandardDeviationOfZero_IsRefused()
    {
        using var model = new GmmClassifier(2, 2, 1);
        using (no_grad())
        {
            model.RawStandardDeviations[1, 0].fill_(0);
        }

        Refused("model", "1 values of RawStandardDeviations are 0, the first in row 1", () =>
            Trainer.FitClassifier(model, new LabelledSamples(zeros(4, 2), zeros(4, dtype: int64))));
    }

    [Fact]
    public void AClassWithoutSamples_IsReportedAndTheOthersAreLearned()
    {
        manual_seed(0);
        using var model = new GmmClassifier(2, 4, 2);
        var x = vstack([randn(50, 2) - 2, randn(50, 2) + 2]);
        var labels = cat([zeros(50, dtype: int64), full(50, 2, dtype: int64)]);

        var history = Trainer.FitClassifier(model, new LabelledSamples(x, labels), TrainingOptions.Classifier with { MaxIterations = 200 });

        Assert.Equal([1, 3], history.AbsentClasses);
        Assert.EndsWith("No sample of class 1, 3.", history.ToString(), StringComparison.Ordinal);
        var matrix = new ConfusionMatrix(labels, model.Predict(x), 4);
        Assert.Equal([false, true, false, true], matrix.PerClassAccuracy.Select(a => a is null));
        Assert.True(matrix.Accuracy > 0.95);
    }

    [Fact]
    public void WithAllClassesThere_NoneIsReported()
    {
        using var model = new GmmClassifier(2, 2, 1);

        var history = Trainer.FitClassifier(
            model, new LabelledSamples(randn(4, 2), tensor(new long[] { 0, 1, 0, 1 })), TrainingOptions.Classifier with { MaxIterations = 1 });

        Assert.Empty(history.AbsentClasses);
        Assert.EndsWith(" s.", history.ToString(), StringComparison.Ordinal);
    }
}
