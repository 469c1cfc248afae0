using static TorchSharp.torch;

namespace Gmm;

/// <summary>Covariances with correlations. Stored is the matrix [D, D], the scale is its Cholesky factor [D, D].</summary>
internal abstract class MatrixCovariance : Covariance
{
    public override bool IsAxisAligned => false;

    public override int Size(int features) => features * features;

    public override void Store(double[,] matrix, Span<double> covariance)
    {
        int features = matrix.GetLength(0);
        for (int i = 0; i < covariance.Length; i++)
        {
            covariance[i] = matrix[i / features, i % features];
        }
    }

    public override double At(ReadOnlySpan<double> covariance, int features, int row, int column) => covariance[(row * features) + column];

    public override bool Factor(ReadOnlySpan<double> covariance, Span<double> scale, int features) =>
        Cholesky.Factor(covariance, scale, features);

    public override double HalfLogDeterminant(ReadOnlySpan<double> scale, int features)
    {
        double sum = 0;
        for (int d = 0; d < features; d++)
        {
            sum += Math.Log(scale[(d * features) + d]);
        }

        return sum;
    }

    public override double SquaredDistance(ReadOnlySpan<double> scale, Span<double> difference) => Cholesky.Solve(scale, difference);

    public override GaussianComponents Components(GaussianMixture mixture, double[] heights) =>
        new MatrixComponents(heights, mixture.FlatMeans, Enumerable.Range(0, mixture.Components).Select(k => mixture.Scale(k).ToArray()));

    /// <remarks>L·z from the last axis back: row i of L reads only z up to i.</remarks>
    public override void Correlate(ReadOnlySpan<double> scale, Span<double> z)
    {
        for (int i = z.Length - 1; i >= 0; i--)
        {
            double sum = 0;
            for (int j = 0; j <= i; j++)
            {
                sum += z[j] * scale[(i * z.Length) + j];
            }

            z[i] = sum;
        }
    }

    public override distributions.Distribution ToDistribution(Tensor means, Tensor covariances) =>
        distributions.MultivariateNormal(means.clone(), covariance_matrix: covariances.to(means.dtype));

    public override double[] Maximise(SufficientStatistics statistics, double[] totals, double[] shifts, double ridge, double floor)
    {
        int features = statistics.Features;
        int cells = features * features;
        double[] covariances = new double[totals.Length * cells];
        for (int k = 0; k < totals.Length; k++)
        {
            Centre(statistics, k, totals[k], shifts.AsSpan(k * features, features), covariances.AsSpan(k * cells, cells));
        }

        Constrain(covariances, totals, cells);
        for (int k = 0; k < totals.Length; k++)
        {
            var own = covariances.AsSpan(k * cells, cells);
            for (int d = 0; d < features; d++)
            {
                own[(d * features) + d] += ridge;
            }

            SymmetricMatrix.RaiseEigenvalues(own, features, floor);
        }

        return covariances;
    }

    /// <summary>What the components' covariances may be, of those that are best without any constraint.</summary>
    /// <param name="totals">Σ r, [K].</param>
    /// <param name="cells">D·D.</param>
    protected abstract void Constrain(double[] covariances, double[] totals, int cells);

    /// <summary>Second moments around the new mean, both halves of the matrix.</summary>
    private static void Centre(SufficientStatistics statistics, int k, double total, ReadOnlySpan<double> shift, Span<double> covariance)
    {
        int features = statistics.Features;
        var second = statistics.Second.AsSpan(k * covariance.Length, covariance.Length);
        for (int i = 0; i < features; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = (second[(i * features) + j] / total) - (shift[i] * shift[j]);
                covariance[(i * features) + j] = value;
                covariance[(j * features) + i] = value;
            }
        }
    }
}
