using static TorchSharp.torch;

namespace Gmm;

/// <summary>The E step by a pass over samples that are laid out for it once: what <see cref="PlainExpectation"/> does, and is tested by it.</summary>
internal sealed class KernelExpectation : IExpectation
{
    private readonly GroupedSamples _samples;
    private readonly double[] _weights;

    /// <param name="weights">One a sample; null for 1 each.</param>
    public KernelExpectation(Samples samples, double[]? weights)
    {
        _samples = new(samples);
        _weights = _samples.Padding(weights);
    }

    public SufficientStatistics Run(GaussianMixture mixture, int? threads = null) =>
        mixture.Over(_samples, threads ?? get_num_threads()).Statistics(_weights);
}
