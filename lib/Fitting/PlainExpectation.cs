namespace Gmm;

/// <summary>The E step as it is written in books, sample by sample. It takes every type of covariance, and tests the fast one.</summary>
/// <param name="weights">One a sample; null for 1 each.</param>
internal sealed class PlainExpectation(Samples samples, double[]? weights) : IExpectation
{
    public SufficientStatistics Run(GaussianMixture mixture, int? threads = null)
    {
        var statistics = new SufficientStatistics(mixture.FlatMeans, mixture.Components, mixture.Moments);
        double[] joint = new double[mixture.Components];
        double[] scratch = new double[mixture.Features];
        for (int n = 0; n < samples.Count; n++)
        {
            var x = samples.Row(n);
            for (int k = 0; k < joint.Length; k++)
            {
                joint[k] = mixture.LogJoint(k, x, scratch);
            }

            double weight = weights?[n] ?? 1;
            statistics.LogLikelihood += weight * LogSumExp.Share(joint);
            for (int k = 0; k < joint.Length; k++)
            {
                statistics.Add(k, weight * joint[k], x, scratch);
            }
        }

        return statistics;
    }
}
