using System.Globalization;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>A claim that a chapter makes, checked in front of the reader: it holds, or the notebook stops.</summary>
public static class Check
{
    /// <summary>Two tensors agree, element by element, up to |a - b| ≤ tolerance · max(1, |b|).</summary>
    /// <param name="claim">What is claimed, in words.</param>
    /// <param name="tolerance">Largest difference allowed.</param>
    /// <exception cref="InvalidOperationException">They do not; the message says by how much.</exception>
    public static void Close(string claim, Tensor actual, Tensor expected, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        if (!actual.shape.SequenceEqual(expected.shape))
        {
            throw new InvalidOperationException($"✗ {claim}: shape {Require.Shape(actual)} against {Require.Shape(expected)}.");
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (a, b) = (actual.to(CPU).to(ScalarType.Float64), expected.to(CPU).to(ScalarType.Float64));
        double difference = ((a - b).abs() / b.abs().clamp(min: 1)).max().item<double>();
        string measured = string.Create(CultureInfo.InvariantCulture, $"largest difference {difference:0.0e+0}, allowed {tolerance:0.0e+0}");
        That($"{claim} ({measured})", difference <= tolerance);
    }

    /// <summary>A condition holds.</summary>
    /// <param name="claim">What is claimed, in words.</param>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void That(string claim, bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"✗ {claim}");
        }

        Console.WriteLine($"✓ {claim}");
    }
}
