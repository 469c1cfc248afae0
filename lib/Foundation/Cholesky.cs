namespace Gmm;

/// <summary>
/// The factor L of a covariance Σ = L·Lᵀ, lower triangular: it makes correlated draws of independent ones (x = μ + L·z), and
/// independent ones of correlated (z = L⁻¹(x - μ)), without an inverse. Matrices are small, row-major, [D, D].
/// </summary>
internal static class Cholesky
{
    /// <summary>Computes L from the lower half of a matrix.</summary>
    /// <param name="l">Filled with L; 0 above its diagonal.</param>
    /// <returns>False if the matrix is not positive definite.</returns>
    public static bool Factor(ReadOnlySpan<double> matrix, Span<double> l, int size)
    {
        l.Clear();
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[(i * size) + j];
                for (int k = 0; k < j; k++)
                {
                    rest -= l[(i * size) + k] * l[(j * size) + k];
                }

                if (i == j && !(rest > 0 && double.IsFinite(rest)))
                {
                    return false;
                }

                l[(i * size) + j] = i == j ? Math.Sqrt(rest) : rest / l[(j * size) + j];
            }
        }

        return true;
    }

    /// <summary>Solves L·z = b in place, row by row.</summary>
    /// <returns>The squared length of z: for b = x - μ, the squared Mahalanobis distance of x.</returns>
    public static double Solve(ReadOnlySpan<double> l, Span<double> b)
    {
        double squared = 0;
        for (int i = 0; i < b.Length; i++)
        {
            var row = l.Slice(i * b.Length, i + 1);
            double rest = b[i];
            for (int k = 0; k < i; k++)
            {
                rest -= row[k] * b[k];
            }

            b[i] = rest / row[i];
            squared += b[i] * b[i];
        }

        return squared;
    }

    /// <returns>L⁻¹, lower triangular like L.</returns>
    public static double[] Inverse(ReadOnlySpan<double> l, int size)
    {
        double[] inverse = new double[size * size];
        for (int j = 0; j < size; j++)
        {
            for (int i = j; i < size; i++)
            {
                double rest = i == j ? 1 : 0;
                for (int k = j; k < i; k++)
                {
                    rest -= l[(i * size) + k] * inverse[(k * size) + j];
                }

                inverse[(i * size) + j] = rest / l[(i * size) + i];
            }
        }

        return inverse;
    }
}
