using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle: ten samples counted by hand.</summary>
public class ConfusionMatrixTests
{
    private static ConfusionMatrix Matrix() => new(
        labels: tensor(new long[] { 0, 0, 0, 0, 1, 1, 1, 3, 3, 3 }),
        predictions: tensor(new long[] { 0, 0, 1, 3, 1, 1, 0, 3, 3, 3 }),
        nClasses: 4);

    [Fact]
    public void Counts_AreTrueRowsByPredictedColumns() =>
        Assert.Equal(new long[,] { { 2, 1, 0, 1 }, { 1, 2, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 3 } }, Matrix().Counts);

    [Fact]
    public void Accuracy_IsTheShareOnTheDiagonal()
    {
        Assert.Equal(10, Matrix().Total);
        Assert.Equal(0.7, Matrix().Accuracy, 1e-15);
    }

    [Fact]
    public void PerClassAccuracy_OfAClassWithoutSamples_IsNull() =>
        Assert.Equal([0.5, 2.0 / 3, null, 1.0], Matrix().PerClassAccuracy);

    [Fact]
    public void AccuracyTable_HasARowAClassAndOneForAll()
    {
        var table = Matrix().AccuracyTable();

        Assert.Equal(["class", "samples", "correct", "accuracy %"], table.Columns.Select(c => c.Name));
        Assert.Equal(["class 1", 3L, 2L, 66.67], table.Rows[1]);
        Assert.Equal(["class 2", 0L, 0L, null], table.Rows[2]);
        Assert.Equal(["all", 10L, 7L, 70.0], table.Rows[4]);
    }

    [Fact]
    public void ShareTable_ShowsTheMatrix()
    {
        Assert.Equal(["class 1", 33.33, 66.67, 0.0, 0.0], Matrix().ShareTable().Rows[1]);
        Assert.Equal(["true", "predicted 0 %", "predicted 1 %", "predicted 2 %", "predicted 3 %"], Matrix().ShareTable().Columns.Select(c => c.Name));
    }

    [Fact]
    public void LabelsOutsideTheClasses_AreRefusedByName()
    {
        var fine = tensor(new long[] { 0, 1 });

        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(tensor(new long[] { 0, 2 }), fine, 2)).ParamName);
        Assert.Equal("predictions", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(fine, tensor(new long[] { -1, 0 }), 2)).ParamName);
        Assert.Equal("predictions", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(fine, tensor(new long[] { 0 }), 2)).ParamName);
    }

    [Theory]
    [InlineData(new long[] { 0 })]
    [InlineData(new long[] { 2, 2 })]
    public void LabelsOfAWrongShape_AreRefused(long[] shape)
    {
        var error = Assert.Throws<ArgumentException>(() => new ConfusionMatrix(zeros(shape, int64), zeros(2, int64), 2));

        Assert.Equal("labels", error.ParamName);
        Assert.Contains($"[{string.Join(", ", shape)}]: expected [N] with N of 1 or more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PredictionsThatAreLogits_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ConfusionMatrix(zeros(3, int64), zeros(3, 2), 2));

        Assert.Equal("predictions", error.ParamName);
        Assert.Contains("[3, 2]: expected [3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoClasses_AreRefused() =>
        Assert.Equal("nClasses", Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(zeros(1, int64), zeros(1, int64), 0)).ParamName);
}
