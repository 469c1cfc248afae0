namespace Gmm.Benchmarks;

/// <summary>The library's pass that the C kernel is held against: cross-entropy and the sums that its gradient needs.</summary>
internal sealed class FusedPass
{
    private readonly MixtureKernel<float> _kernel;
    private readonly CrossEntropyLoss<float> _loss;
    private readonly double[] _sums;

    public FusedPass(Experiment experiment, ClassifierArrays arrays)
    {
        var samples = new SampleBlock<float>(experiment.Samples);
        float[] labels = new float[samples.Padded];
        float[] weights = new float[samples.Padded];
        Array.ConvertAll(arrays.Labels, label => (float)label).CopyTo(labels, 0);
        weights.AsSpan(0, samples.Count).Fill(1);
        _loss = new(samples, labels, weights, likelihoodWeight: 0);
        _kernel = new(samples, arrays.Counts, threads: 1);
        _kernel.SetComponents(
            Array.ConvertAll(arrays.Weights, weight => Math.Log(weight)),
            Array.ConvertAll(arrays.Means, mean => (double)mean),
            Array.ConvertAll(arrays.Stdevs, stdev => (double)stdev));
        _sums = new double[_kernel.Sums];
    }

    public void Run() => _kernel.Differentiate(_loss, _sums);
}
