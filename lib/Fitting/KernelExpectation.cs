namespace Gmm;

/// <summary>
/// The E step for components with independent axes, several samples an instruction: the sums that
/// <see cref="MixtureKernel{T}"/> makes for the gradient of the log-likelihood are those of the M step.
/// </summary>
internal sealed class KernelExpectation : IExpectation
{
    private readonly SampleBlock<double> _samples;
    private readonly LikelihoodLoss<double> _loss;

    /// <param name="weights">One a sample; null for 1 each.</param>
    public KernelExpectation(Samples samples, double[]? weights)
    {
        _samples = new(samples.Values, samples.Count, samples.Features);
        double[] padded = new double[_samples.Padded];
        padded.AsSpan(0, samples.Count).Fill(1);
        weights?.CopyTo(padded, 0);
        _loss = new(_samples, padded);
    }

    public SufficientStatistics Run(GaussianMixture mixture)
    {
        int features = _samples.Features;
        double[] means = mixture.FlatMeans;
        double[] stdevs = new double[means.Length];
        for (int k = 0; k < mixture.Components; k++)
        {
            mixture.Scale(k).CopyTo(stdevs.AsSpan(k * features));
        }

        var kernel = new MixtureKernel<double>(_samples, [mixture.Components], threads: 1);
        double[] logWeights = [.. mixture.Weights.Select(weight => Math.Log(weight))];
        kernel.SetComponents(logWeights, means, stdevs);
        double[] sums = new double[kernel.Sums];
        double loss = kernel.Differentiate(_loss, sums);

        // The loss is the negative log-likelihood, so everything comes with its sign turned.
        var statistics = new SufficientStatistics(means, mixture.Components, pairs: false) { LogLikelihood = -loss };
        for (int k = 0; k < mixture.Components; k++)
        {
            var own = sums.AsSpan(k * (1 + (2 * features)), 1 + (2 * features));
            statistics.Totals[k] = -own[0];
            for (int d = 0; d < features; d++)
            {
                statistics.First[(k * features) + d] = -own[1 + (2 * d)];
                statistics.Second[(k * features) + d] = -own[2 + (2 * d)];
            }
        }

        return statistics;
    }
}
