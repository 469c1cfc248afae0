using static TorchSharp.torch;

namespace Gmm;

/// <summary>What a mixture says of samples, and samples of a mixture.</summary>
public sealed partial class GaussianMixture
{
    /// <summary>Natural logarithm of the density at each sample, log Σ_k π_k N(x | μ_k, Σ_k).</summary>
    /// <param name="x">Samples, [N, D], float32 or float64.</param>
    /// <returns>Log-densities in nats, [N], in x's dtype; computed in float64.</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity.</exception>
    public Tensor LogDensity(Tensor x)
    {
        var samples = SampleMatrix.From(x, Features);
        return Like(x, LogDensities(samples, responsibilities: null), samples.Count);
    }

    /// <summary>How likely each component is to have made each sample: its share of the density there.</summary>
    /// <param name="x">Samples, [N, D], float32 or float64.</param>
    /// <returns>Shares, [N, K], in x's dtype; each row sums to 1.</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or holds NaN or infinity.</exception>
    public Tensor Responsibilities(Tensor x)
    {
        var samples = SampleMatrix.From(x, Features);
        double[] responsibilities = new double[samples.Count * Components];
        LogDensities(samples, responsibilities);
        return Like(x, responsibilities, samples.Count, Components);
    }

    /// <summary>Draws samples, from torch's generator: after <c>manual_seed</c>, the same ones.</summary>
    /// <param name="count">N.</param>
    /// <param name="dtype">float32 if null.</param>
    /// <returns>Samples, [N, D].</returns>
    /// <exception cref="ArgumentOutOfRangeException">count is below 1.</exception>
    public Tensor Sample(int count, ScalarType? dtype = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var scope = NewDisposeScope();
        double[] chosen = SampleMatrix.Flat(multinomial(tensor(_weights), count, replacement: true));
        double[] values = SampleMatrix.Flat(randn(count, Features, dtype: ScalarType.Float64));
        for (int n = 0; n < count; n++)
        {
            Transform((int)chosen[n], values.AsSpan(n * Features, Features));
        }

        return tensor(values).reshape(count, Features).to(dtype ?? ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Log-densities [N], and each component's share of them [N, K] where they are asked for.</summary>
    internal double[] LogDensities(SampleMatrix samples, double[]? responsibilities)
    {
        double[] result = new double[samples.Count];
        double[] joint = new double[Components];
        double[] scratch = new double[Features];
        for (int n = 0; n < result.Length; n++)
        {
            for (int k = 0; k < joint.Length; k++)
            {
                joint[k] = LogJoint(k, samples.Row(n), scratch);
            }

            result[n] = Share(joint);
            if (responsibilities is not null)
            {
                joint.CopyTo(responsibilities, n * Components);
            }
        }

        return result;
    }

    /// <summary>Turns log-densities of components at a sample into their shares, in place.</summary>
    /// <returns>log Σ exp: the sample's log-density.</returns>
    internal static double Share(double[] joint)
    {
        double maximum = joint.Max();
        double total = 0;
        for (int k = 0; k < joint.Length; k++)
        {
            joint[k] = Math.Exp(joint[k] - maximum);
            total += joint[k];
        }

        for (int k = 0; k < joint.Length; k++)
        {
            joint[k] /= total;
        }

        return maximum + Math.Log(total);
    }

    /// <summary>x = μ + L·z in place, from the last axis back: row i of L reads only z up to i.</summary>
    private void Transform(int k, Span<double> z)
    {
        var mean = Mean(k);
        var scale = Scale(k);
        for (int i = Features - 1; i >= 0; i--)
        {
            double sum = 0;
            for (int j = HasIndependentAxes ? i : 0; j <= i; j++)
            {
                sum += z[j] * scale[HasIndependentAxes ? i : (i * Features) + j];
            }

            z[i] = mean[i] + sum;
        }
    }

    private static Tensor Like(Tensor x, double[] values, params long[] shape)
    {
        using var scope = NewDisposeScope();
        return tensor(values).reshape(shape).to(x.dtype).to(x.device).MoveToOuterDisposeScope();
    }
}
