using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

internal static class TensorAssert
{
    /// <summary>Same shape, and |actual - expected| ≤ tolerance · max(1, |expected|) everywhere.</summary>
    public static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (e, a) = (expected.to(ScalarType.Float64), actual.to(ScalarType.Float64));
        double difference = ((a - e).abs() / e.abs().clamp(min: 1)).max().item<double>();
        Assert.True(difference <= tolerance, $"largest difference {difference:0.0e+0}, allowed {tolerance:0.0e+0}");
    }
}
