namespace Gmm;

/// <summary>
/// The E step for components with independent axes, several samples an instruction: the sums that
/// <see cref="MixtureKernel{T}"/> makes for gradients are, with the samples' weights for a gradient, those of the M step.
/// </summary>
internal sealed class KernelExpectation : IExpectation
{
    private readonly int _count;
    private readonly int _features;
    private readonly int _padded;
    private readonly double[] _samples; // [D, P]
    private readonly double[] _weights; // [P], 0 in the padding
    private readonly double[] _logDensities; // [P]

    /// <param name="weights">One a sample; null for 1 each.</param>
    public KernelExpectation(SampleMatrix samples, double[]? weights)
    {
        _count = samples.Count;
        _features = samples.Features;
        _padded = MixtureKernel<double>.Pad(samples.Count);
        _samples = new double[_features * _padded];
        _weights = new double[_padded];
        _logDensities = new double[_padded];
        for (int n = 0; n < _count; n++)
        {
            _weights[n] = weights?[n] ?? 1;
            for (int d = 0; d < _features; d++)
            {
                _samples[(d * _padded) + n] = samples.Values[(n * _features) + d];
            }
        }
    }

    public (double LogLikelihood, Moments Moments) Run(GaussianMixture mixture)
    {
        var components = new MixtureKernel<double>.Component[mixture.Components];
        for (int k = 0; k < components.Length; k++)
        {
            components[k] = new(mixture.Mean(k).ToArray(), Array.ConvertAll(mixture.Scale(k).ToArray(), s => 1 / s), mixture.AtMean(k));
        }

        var kernel = new MixtureKernel<double>(_samples, _padded, _features, [components], threads: 1);
        kernel.LogDensities(_logDensities);
        double logLikelihood = 0;
        for (int n = 0; n < _count; n++)
        {
            logLikelihood += _weights[n] * _logDensities[n];
        }

        return (logLikelihood, Unscaled(kernel.Sums(_weights), mixture));
    }

    /// <summary>The kernel's sums are of z = (x - μ) / σ: back to x - μ.</summary>
    private Moments Unscaled(double[] sums, GaussianMixture mixture)
    {
        int perComponent = 1 + (2 * _features);
        double[] means = new double[mixture.Components * _features];
        var moments = Moments.Around(means, mixture.Components, pairs: false);
        for (int k = 0; k < mixture.Components; k++)
        {
            mixture.Mean(k).CopyTo(means.AsSpan(k * _features));
            var own = sums.AsSpan(k * perComponent, perComponent);
            var scale = mixture.Scale(k);
            moments.Totals[k] = own[0];
            for (int d = 0; d < _features; d++)
            {
                moments.First[(k * _features) + d] = scale[d] * own[1 + (2 * d)];
                moments.Second[(k * _features) + d] = scale[d] * scale[d] * own[2 + (2 * d)];
            }
        }

        return moments;
    }
}
