namespace Gmm;

/// <summary><see cref="CovarianceType.Tied"/>: one covariance that all components have.</summary>
internal sealed class TiedCovariance : MatrixCovariance
{
    public override string Name => "tied";

    public override SecondMoments Moments => SecondMoments.SharedPairs;

    public override int ParameterCount(int components, int features) => features * (features + 1) / 2;

    public override string? Flaw(IReadOnlyList<double[,]> matrices) =>
        matrices.All(matrix => matrix.Cast<double>().SequenceEqual(matrices[0].Cast<double>())) ? null : "the same for all components";

    public override GaussianComponents Components(GaussianMixture mixture, double[] heights)
    {
        double[] centre = new double[mixture.Features];
        for (int k = 0; k < mixture.Components; k++)
        {
            for (int d = 0; d < centre.Length; d++)
            {
                centre[d] += mixture.Weights[k] * mixture.Mean(k)[d];
            }
        }

        return new TiedComponents(heights, mixture.FlatMeans, mixture.Scale(0).ToArray(), centre);
    }

    /// <remarks>The mean of the components' covariances, each counting as its component's share of the samples.</remarks>
    public override double[] Maximise(SufficientStatistics statistics, double[] totals, double[] shifts, double ridge, double floor)
    {
        int features = statistics.Features;
        double all = totals.Sum();
        double[] covariance = [.. statistics.Second];
        for (int i = 0; i < features; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                for (int k = 0; k < totals.Length; k++)
                {
                    covariance[(i * features) + j] -= totals[k] * shifts[(k * features) + i] * shifts[(k * features) + j];
                }

                covariance[(i * features) + j] /= all;
            }
        }

        Complete(covariance, features, ridge, floor);
        return [.. totals.SelectMany(_ => covariance)];
    }
}
