using System.Globalization;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>An average over random samples, and how far chance alone may have moved it.</summary>
/// <param name="Value">The average.</param>
/// <param name="StandardError">s / √N: two in three such averages are within one of the true value, 19 in 20 within two.</param>
public readonly record struct Estimate(double Value, double StandardError)
{
    /// <summary>The mean of independent values.</summary>
    /// <remarks>
    /// For a difference between two classifiers, give the differences sample by sample: both had the same luck with the
    /// samples, which cancels.
    /// </remarks>
    /// <param name="values">One number a sample, or true and false for 1 and 0, [N].</param>
    /// <exception cref="ArgumentException">values is not [N] with N of 2 or more, or holds NaN or infinity.</exception>
    public static Estimate OfMean(Tensor values)
    {
        Require.Alive(values, nameof(values));
        if (values.ndim != 1 || values.size(0) < 2)
        {
            throw new ArgumentException($"values has shape {Require.Shape(values)}: expected [N] with N of 2 or more.", nameof(values));
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var numbers = values.to(ScalarType.Float64);
        Require.Finite(numbers, nameof(values));
        return new(numbers.mean().item<double>(), numbers.std().item<double>() / Math.Sqrt(numbers.size(0)));
    }

    /// <returns>Value ± standard error.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.0000} ± {StandardError:0.0000}");
}
