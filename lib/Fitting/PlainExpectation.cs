namespace Gmm;

/// <summary>The E step as it is written in books, sample by sample. It takes every type of covariance, and tests the fast one.</summary>
/// <param name="weights">One a sample; null for 1 each.</param>
internal sealed class PlainExpectation(SampleMatrix samples, double[]? weights) : IExpectation
{
    public (double LogLikelihood, Moments Moments) Run(GaussianMixture mixture)
    {
        double[] means = [.. Enumerable.Range(0, mixture.Components).SelectMany(k => mixture.Mean(k).ToArray())];
        var moments = Moments.Around(means, mixture.Components, pairs: !mixture.HasIndependentAxes);
        double[] joint = new double[mixture.Components];
        double[] scratch = new double[mixture.Features];
        double logLikelihood = 0;
        for (int n = 0; n < samples.Count; n++)
        {
            var x = samples.Row(n);
            for (int k = 0; k < joint.Length; k++)
            {
                joint[k] = mixture.LogJoint(k, x, scratch);
            }

            double weight = weights?[n] ?? 1;
            logLikelihood += weight * GaussianMixture.Share(joint);
            for (int k = 0; k < joint.Length; k++)
            {
                moments.Add(k, weight * joint[k], x, scratch);
            }
        }

        return (logLikelihood, moments);
    }
}
