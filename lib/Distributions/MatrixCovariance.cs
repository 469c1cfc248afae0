using static TorchSharp.torch;

namespace Gmm;

/// <summary>Covariances with correlations. Stored is the matrix [D, D], the scale is its Cholesky factor [D, D].</summary>
internal abstract class MatrixCovariance : Covariance
{
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

    /// <summary>Copies the lower half to the upper, adds the ridge to the variances, and keeps the floor in every direction.</summary>
    protected static void Complete(Span<double> covariance, int features, double ridge, double floor)
    {
        for (int i = 0; i < features; i++)
        {
            for (int j = 0; j < i; j++)
            {
                covariance[(j * features) + i] = covariance[(i * features) + j];
            }

            covariance[(i * features) + i] += ridge;
        }

        SymmetricMatrix.RaiseEigenvalues(covariance, features, floor);
    }
}
