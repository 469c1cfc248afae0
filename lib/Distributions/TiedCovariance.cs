namespace Gmm;

/// <summary><see cref="CovarianceType.Tied"/>: one covariance that all components have.</summary>
internal sealed class TiedCovariance : MatrixCovariance
{
    public override string Name => "tied";

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

    /// <remarks>The mean, each counting as its component's share of the samples.</remarks>
    protected override void Constrain(double[] covariances, double[] totals, int cells)
    {
        double all = totals.Sum();
        double[] mean = new double[cells];
        for (int i = 0; i < covariances.Length; i++)
        {
            mean[i % cells] += totals[i / cells] / all * covariances[i];
        }

        for (int k = 0; k < totals.Length; k++)
        {
            mean.CopyTo(covariances, k * cells);
        }
    }
}
