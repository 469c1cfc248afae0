using CsCheck;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Invariants;

/// <summary>What holds for every classifier and every prediction. Oracle: the definition, in plain C#.</summary>
public class ClassifierInvariants
{
    [Fact]
    public void PredictedClass_IsTheOneWithTheLargestLogit() =>
        Classifiers().Sample(
            classes =>
            {
                using var scope = NewDisposeScope();
                using var model = Model(classes);
                var x = classes[0].X();

                double[] logits = [.. model.forward(x, returnLogits: true).data<double>()];
                long[] predicted = [.. model.forward(x).data<long>()];

                Assert.Equal(logits.Chunk(classes.Length).Select(row => (long)Array.IndexOf(row, row.Max())), predicted);
            },
            threads: 1);

    /// <summary>Class by class: the same kernel, with other components beside them, must do the same arithmetic.</summary>
    [Fact]
    public void Logits_AreTheLogDensitiesOfTheClassesAlone() =>
        Classifiers().Sample(
            classes =>
            {
                using var scope = NewDisposeScope();
                using var model = Model(classes);
                var logits = model.forward(classes[0].X(), returnLogits: true);

                for (int c = 0; c < classes.Length; c++)
                {
                    var alone = classes[c] with { Samples = classes[0].Samples };
                    Assert.Equal(alone.LogDensities(), logits.select(1, c).contiguous().data<double>().ToArray());
                }
            },
            threads: 1);

    [Fact]
    public void AccuracyOfTheConfusionMatrix_IsTheShareOfRightPredictions() =>
        Predictions().Sample(
            (classes, pairs) =>
            {
                using var scope = NewDisposeScope();
                var matrix = new ConfusionMatrix(
                    tensor(pairs.Select(p => p.Label).ToArray()), tensor(pairs.Select(p => p.Predicted).ToArray()), classes);

                Assert.Equal((double)pairs.Count(p => p.Label == p.Predicted) / pairs.Length, matrix.Accuracy);
                for (int c = 0; c < classes; c++)
                {
                    var own = pairs.Where(p => p.Label == c).ToArray();
                    Assert.Equal(own.Length == 0 ? null : (double)own.Count(p => p.Predicted == c) / own.Length, matrix.PerClassAccuracy[c]);
                }
            },
            threads: 1);

    /// <summary>From 1 to 5 classes of one dimension, each a mixture of its own; the first one's samples are the samples.</summary>
    internal static Gen<Mixture[]> Classifiers() =>
        from features in Gen.Int[1, 3]
        from counts in Gen.Int[1, 4].Array[1, 5]
        from first in Mixture.OfShape(features, counts[0])
        from others in Gen.Int[1, 4].SelectMany(count => Mixture.OfShape(features, count)).Array[counts.Length - 1]
        select (Mixture[])[first, .. others];

    internal static GmmClassifier Model(Mixture[] classes)
    {
        var model = new GmmClassifier(classes[0].Features, classes.Length, [.. classes.Select(c => c.Components)]);
        model.to(float64);
        using var frozen = no_grad();
        model.RawWeights.copy_(tensor(classes.SelectMany(c => c.Weights).ToArray()));
        model.Means.copy_(Mixture.Rows([.. classes.SelectMany(c => c.Means)]));
        model.RawStandardDeviations.copy_(Mixture.Rows([.. classes.SelectMany(c => c.Stdevs)]));
        return model;
    }

    private static Gen<(int Classes, (long Label, long Predicted)[] Pairs)> Predictions() =>
        from classes in Gen.Int[1, 6]
        from pairs in Gen.Select(Gen.Long[0, classes - 1], Gen.Long[0, classes - 1]).Array[1, 50]
        select (classes, pairs);
}
