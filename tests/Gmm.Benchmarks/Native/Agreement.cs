using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>Whether the C kernel computes what the library does: its loss and its sums, turned into gradients of the parameters.</summary>
internal static class Agreement
{
    /// <summary>Largest difference from a distribution a class and autograd, relative to the largest value of its kind.</summary>
    public static double Of(double loss, double[] sums, GmmClassifier model, Experiment experiment)
    {
        using var scope = NewDisposeScope();
        model.zero_grad();
        model.Computation = Computation.Plain;
        var expected = nn.functional.cross_entropy(model.forward(experiment.Samples, returnLogits: true), experiment.Labels!);
        expected.backward();

        int features = model.Features;
        var table = tensor(sums).reshape(-1, 1 + (2 * features));
        var weight = table.narrow(1, 0, 1);                                                        // Σ w, [M, 1]
        var moments = table.narrow(1, 1, 2 * features).reshape(-1, features, 2);                   // Σ w(x-μ), Σ w(x-μ)², [M, D, 2]
        var sigma = model.RawStandardDeviations.detach().to(ScalarType.Float64);
        var toMeans = moments.select(2, 0) / sigma.square();
        var toStdevs = (moments.select(2, 1) / sigma.pow(3)) - (weight / sigma);

        // Weights are normalised within a class: with π = b / Σb, ∂/∂b_k = Σw_k / b_k - Σ_j Σw_j / Σ_j b_j.
        long[] counts = [.. model.ComponentCounts];
        var blend = model.RawWeights.detach().to(ScalarType.Float64);
        var toWeights = cat(weight.squeeze(1).split(counts).Zip(blend.split(counts), (own, b) => (own / b) - (own.sum() / b.sum())).ToArray());

        return new[]
        {
            Math.Abs(loss - expected.to(ScalarType.Float64).item<double>()),
            Difference(toWeights, model.RawWeights), Difference(toMeans, model.Means), Difference(toStdevs, model.RawStandardDeviations),
        }.Max();
    }

    private static double Difference(Tensor actual, Parameter parameter)
    {
        var expected = parameter.grad!.to(ScalarType.Float64);
        return ((actual - expected).abs().max() / expected.abs().max()).item<double>();
    }
}
