using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>
/// The three computations against each other: the fused kernel and the batched tensor operations against the plain one, a
/// distribution a class.
/// </summary>
public class ComputationTests
{
    public static TheoryData<int, int, int[], bool, Computation, Parametrisation> Shapes => new(
        from shape in new (int N, int Features, int[] Counts, bool InDouble)[]
        {
            (1, 1, [1], false),
            (7, 1, [3, 2], false),              // fewer samples than a vector has places
            (1025, 2, [3, 5, 2, 8, 4], false),  // one more than a tile
            (2000, 16, [12, 1], false),
            (1025, 3, [64, 1, 7], true),        // an axis without a partner
        }
        from computation in new[] { Computation.Batched, Computation.Fused }
        from parametrisation in Enum.GetValues<Parametrisation>()
        select (shape.N, shape.Features, shape.Counts, shape.InDouble, computation, parametrisation));

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void ValuesAndGradients_EqualThePlainOnes(
        int n, int features, int[] counts, bool inDouble, Computation computation, Parametrisation parametrisation)
    {
        var dtype = inDouble ? float64 : float32;
        double tolerance = inDouble ? 1e-12 : 5e-6;
        manual_seed(n);
        using var model = new GmmClassifier(features, counts.Length, counts, parametrisation);
        model.to(dtype);
        var x = randn(n, features, dtype: dtype) * 2;
        var direction = randn(n, counts.Length, dtype: dtype);

        var (values, gradients) = Evaluate(computation);
        var (expected, expectedGradients) = Evaluate(Computation.Plain);

        TensorAssert.Close(expected, values, tolerance);
        foreach (var (actual, oracle) in gradients.Zip(expectedGradients))
        {
            // Sums of n terms: relative to their size, n roundings may add up.
            TensorAssert.Close(oracle, actual, tolerance * 10);
        }

        (Tensor Values, Tensor[] Gradients) Evaluate(Computation how)
        {
            model.zero_grad();
            model.Computation = how;
            var logits = model.forward(x, returnLogits: true);
            (logits * direction).mean().backward();
            return (logits.detach(), [.. model.parameters().Select(p => p.grad!.clone())]);
        }
    }

    [Fact]
    public void Fused_WhereItCannotBeHad_SaysWhyAndWhatToDo()
    {
        using var model = new GaussianMixModel(2, 3) { Computation = Computation.Fused };

        var error = Assert.Throws<InvalidOperationException>(() => model.forward(zeros(1, 2, requires_grad: true)));

        Assert.Contains("gives none for samples", error.Message, StringComparison.Ordinal);
        Assert.Contains("Automatic or Batched", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FarPoints_KeepFiniteValues_AndOnesBeyondTheRangeAreMinusInfinity()
    {
        manual_seed(1);
        using var model = new GaussianMixModel(2, 3);

        var values = model.forward(tensor(new[,] { { 1e3f, -1e3f }, { 1e25f, 0f } }));

        Assert.True(values[0].isfinite().item<bool>());
        Assert.Equal(float.NegativeInfinity, values[1].item<float>());
    }

    [Fact]
    public void SlicesAndTransposedSamples_AreReadAsWhatTheyAre()
    {
        manual_seed(2);
        using var model = new GaussianMixModel(2, 3);
        var wide = randn(2, 100);

        TensorAssert.Close(model.forward(wide.t().clone()), model.forward(wide.t()), 0);
        TensorAssert.Close(model.forward(wide.t().clone())[TensorIndex.Slice(10, 20)], model.forward(wide.t()[TensorIndex.Slice(10, 20)]), 1e-6);
    }

    [Fact]
    public void ResultsDoNotDependOnTheNumberOfThreads()
    {
        manual_seed(3);
        using var model = new GmmClassifier(2, 3, [4, 2, 7]);
        var x = randn(5000, 2);
        int threads = get_num_threads();
        try
        {
            var (one, two) = (Gradient(1), Gradient(2));
            TensorAssert.Close(one, two, 0);
        }
        finally
        {
            set_num_threads(threads);
        }

        Tensor Gradient(int count)
        {
            set_num_threads(count);
            model.zero_grad();
            model.forward(x, returnLogits: true).select(1, 0).sum().backward();
            return model.Means.grad!.clone();
        }
    }

    [Fact]
    public void Gradient_ReachesTheSamplesToo()
    {
        using var model = new GaussianMixModel(1, 1);
        using (no_grad())
        {
            model.Means.fill_(1);
            model.RawStandardDeviations.fill_(2);
        }

        var x = tensor(new[,] { { 3f } }, requires_grad: true);
        model.forward(x).sum().backward();

        Assert.Equal(-0.5f, x.grad!.item<float>(), 1e-6f);   // -(x - μ) / σ²
    }
}
