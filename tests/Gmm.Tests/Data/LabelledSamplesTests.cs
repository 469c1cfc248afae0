using Microsoft.Data.Analysis;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class LabelledSamplesTests
{
    [Fact]
    public void From_ATextColumn_NumbersTheClassesByName()
    {
        var samples = LabelledSamples.From(Frame(new StringDataFrameColumn("kind", ["pine", "oak", "pine"])), "kind");

        Assert.Equal(["oak", "pine"], samples.ClassNames);
        Assert.Equal([1, 0, 1], samples.Labels.data<long>().ToArray());
        TensorAssert.Close(tensor(new double[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }), samples.X, 0);
    }

    [Fact]
    public void From_NumbersAsTheyCome_KeepsThemAsNames()
    {
        var samples = LabelledSamples.From(Frame(new Int32DataFrameColumn("kind", [10, 2, 10])), "kind", "b");

        Assert.Equal(["2", "10"], samples.ClassNames);
        Assert.Equal([1, 0, 1], samples.Labels.data<long>().ToArray());
        TensorAssert.Close(tensor(new double[,] { { 4 }, { 5 }, { 6 } }), samples.X, 0);
    }

    [Fact]
    public void From_BadFrames_AreRefused()
    {
        var frame = Frame(new StringDataFrameColumn("kind", ["pine", null, "oak"]));

        Assert.Contains("no column \"sort\". It has \"a\", \"b\", \"kind\"", Refused(() => LabelledSamples.From(frame, "sort")), StringComparison.Ordinal);
        Assert.Contains("\"kind\" of frame is empty in row 1", Refused(() => LabelledSamples.From(frame, "kind")), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_ReachTablesAndCharts()
    {
        var samples = LabelledSamples.From(Frame(new StringDataFrameColumn("kind", ["pine", "oak", "pine"])), "kind");
        var classifier = BayesClassifier.Fit(new LabelledSamples(vstack([samples.X, samples.X + 0.1, samples.X - 0.1]), cat([samples.Labels, samples.Labels, samples.Labels]))
        {
            ClassNames = samples.ClassNames,
        });

        Assert.Equal(["oak", "pine"], classifier.ClassNames);
        Assert.Equal(["true", "predicted oak %", "predicted pine %"], new ConfusionMatrix(classifier, samples).ShareTable().Columns.Select(c => c.Name));
        Assert.Contains("oak", Figure.Of(Charts.Regions("t", classifier, samples)).Legend);
        Assert.Contains("pine", Figure.Of(Charts.Classes("t", samples)).Legend);
    }

    [Fact]
    public void OfClass_IsItsSamples()
    {
        var samples = new LabelledSamples(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, [0, 1, 0]);

        TensorAssert.Close(tensor(new double[,] { { 1, 2 }, { 5, 6 } }), samples.OfClass(0), 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => samples.OfClass(2));
    }

    private static DataFrame Frame(DataFrameColumn label) =>
        new(new DoubleDataFrameColumn("a", [1.0, 2, 3]), new Int32DataFrameColumn("b", [4, 5, 6]), label);

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
