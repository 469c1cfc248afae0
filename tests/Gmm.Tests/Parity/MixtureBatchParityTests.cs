using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>Mixtures side by side give what each was recorded to give alone. Oracle: the recorded cases, stacked.</summary>
public class MixtureBatchParityTests
{
    /// <summary>The shapes (D, K, N) that several recorded cases share.</summary>
    public static TheoryData<int, int, int, ScalarType> Shapes => new(
        from dtype in new[] { float32, float64 }
        from shape in MixtureCase.All(dtype).CountBy(c => (c.Features, c.Components, c.Count))
        where shape.Value > 1
        select (shape.Key.Features, shape.Key.Components, shape.Key.Count, dtype));

    /// <summary>Numbers of features D, each with all the recorded cases that have it.</summary>
    public static TheoryData<int, ScalarType> Features => new(
        from features in new[] { 1, 2, 5, 16 }
        from dtype in new[] { float32, float64 }
        select (features, dtype));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Distribution_WithABatchAxis_HasEachCasesValuesAndGradients(int features, int components, int count, ScalarType dtype)
    {
        MixtureCase[] cases = [.. MixtureCase.All(dtype).Where(c => (c.Features, c.Components, c.Count) == (features, components, count))];
        var weights = Stack("blend_weight");                                                       // [B, K]
        var means = Stack("means");                                                                // [B, K, D]
        var stdevs = Stack("stdevs");                                                              // [B, K, D]
        var x = stack(cases.Select(c => c.X), dim: 1);                                             // [N, B, D]
        using var batch = new MixtureSameFamily(
            distributions.Categorical(weights.relu()), distributions.Independent(distributions.Normal(means, stdevs.abs()), 1));

        var logProb = batch.log_prob(x);                                                           // [N, B]
        (-logProb).mean([0]).sum().backward();

        for (int b = 0; b < cases.Length; b++)
        {
            cases[b].Agrees("log_prob", logProb.select(1, b));
            cases[b].Agrees("mixture_mean", batch.mean[b]);
            cases[b].Agrees("mixture_variance", batch.variance[b]);
            cases[b].Agrees("grad_blend_weight", weights.grad![b]);
            cases[b].Agrees("grad_means", means.grad![b]);
            cases[b].Agrees("grad_stdevs", stdevs.grad![b]);
        }

        Tensor Stack(string name) => stack(cases.Select(c => c.Input(name))).requires_grad_(true);
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Classifier_OfAllCases_HasEachCasesValuesAndGradients(int features, ScalarType dtype)
    {
        MixtureCase[] cases = [.. MixtureCase.All(dtype).Where(c => c.Features == features)];
        using var model = new GmmClassifier(features, cases.Length, [.. cases.Select(c => c.Components)]);
        model.to(dtype);
        using (no_grad())
        {
            foreach (var (name, parameter) in model.named_parameters())
            {
                parameter.copy_(cat(cases.Select(c => c.Input(name)).ToArray()));
            }
        }

        var logits = model.forward(cat(cases.Select(c => c.X).ToArray()), returnLogits: true);          // [Σ N, C]
        var logProbs = logits.split([.. cases.Select(c => (long)c.Count)])
            .Select((rows, c) => rows.select(1, c)).ToArray();                                     // its own samples under each
        stack(logProbs.Select(own => -own.mean())).sum().backward();

        int first = 0;
        for (int c = 0; c < cases.Length; c++)
        {
            var own = TensorIndex.Slice(first, first += cases[c].Components);
            cases[c].Agrees("log_prob", logProbs[c]);
            cases[c].Agrees("grad_blend_weight", model.RawWeights.grad![own]);
            cases[c].Agrees("grad_means", model.Means.grad![own]);
            cases[c].Agrees("grad_stdevs", model.RawStandardDeviations.grad![own]);
        }
    }
}
