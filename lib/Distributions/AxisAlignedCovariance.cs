using static TorchSharp.torch;

namespace Gmm;

/// <summary>Covariances that are 0 off the diagonal: no axis says anything about another. Stored are variances [D], the scale is σ [D].</summary>
internal abstract class AxisAlignedCovariance : Covariance
{
    public override SecondMoments Moments => SecondMoments.Axes;

    public override int Size(int features) => features;

    public override void Store(double[,] matrix, Span<double> covariance)
    {
        for (int d = 0; d < covariance.Length; d++)
        {
            covariance[d] = matrix[d, d];
        }
    }

    public override double At(ReadOnlySpan<double> covariance, int features, int row, int column) => row == column ? covariance[row] : 0;

    public override bool Factor(ReadOnlySpan<double> covariance, Span<double> scale, int features)
    {
        bool positive = true;
        for (int d = 0; d < scale.Length; d++)
        {
            scale[d] = Math.Sqrt(covariance[d]);
            positive &= covariance[d] > 0 && double.IsFinite(covariance[d]);
        }

        return positive;
    }

    public override double HalfLogDeterminant(ReadOnlySpan<double> scale, int features)
    {
        double sum = 0;
        foreach (double sigma in scale)
        {
            sum += Math.Log(sigma);
        }

        return sum;
    }

    public override double SquaredDistance(ReadOnlySpan<double> scale, Span<double> difference)
    {
        double squared = 0;
        for (int d = 0; d < difference.Length; d++)
        {
            double z = difference[d] / scale[d];
            squared += z * z;
        }

        return squared;
    }

    public override GaussianComponents Components(GaussianMixture mixture, double[] heights) =>
        new AxisComponents(heights, mixture.FlatMeans, [.. Enumerable.Range(0, mixture.Components).SelectMany(k => mixture.Scale(k).ToArray())]);

    public override void Correlate(ReadOnlySpan<double> scale, Span<double> z)
    {
        for (int d = 0; d < z.Length; d++)
        {
            z[d] *= scale[d];
        }
    }

    public override distributions.Distribution ToDistribution(Tensor means, Tensor covariances) =>
        distributions.Independent(distributions.Normal(means.clone(), covariances.diagonal(0, 1, 2).sqrt().to(means.dtype)), 1);

    public override double[] Maximise(SufficientStatistics statistics, double[] totals, double[] shifts, double ridge, double floor)
    {
        int features = statistics.Features;
        double[] variances =
            [.. statistics.Second.Select((second, i) => (second / totals[i / features]) - (shifts[i] * shifts[i]) + ridge)];
        for (int k = 0; k < totals.Length; k++)
        {
            Constrain(variances.AsSpan(k * features, features));
        }

        return Array.ConvertAll(variances, variance => Math.Max(variance, floor));
    }

    /// <summary>What one component's variances may be, of those that are best without any constraint.</summary>
    protected abstract void Constrain(Span<double> variances);

    protected static bool IsDiagonal(double[,] matrix) =>
        matrix.Cast<double>().Index().All(cell => cell.Index % (matrix.GetLength(0) + 1) == 0 || cell.Item == 0);
}
