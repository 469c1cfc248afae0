namespace Gmm;

/// <summary>Eigenvalues of small symmetric matrices, row-major [D, D]: how wide a covariance is along its own axes.</summary>
internal static class SymmetricMatrix
{
    private const int MostSweeps = 50;

    /// <summary>A matrix whose two halves agree up to rounding, as the inverse of one does, with the mean of both in both.</summary>
    /// <returns>Null if the halves differ by more, or a number is not finite.</returns>
    public static double[,]? Symmetrised(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        double[,] mean = new double[size, size];
        for (int cell = 0; cell < mean.Length; cell++)
        {
            var (i, j) = (cell / size, cell % size);
            var (value, mirrored) = (matrix[i, j], matrix[j, i]);
            if (!double.IsFinite(value) || Math.Abs(value - mirrored) > 1e-8 * Math.Sqrt(Math.Abs(matrix[i, i]) * Math.Abs(matrix[j, j])))
            {
                return null;
            }

            mean[i, j] = value + (0.5 * (mirrored - value));
        }

        return mean;
    }

    /// <summary>Raises every eigenvalue below the floor to it, in place, and leaves the others and all directions alone.</summary>
    public static void RaiseEigenvalues(Span<double> matrix, int size, double floor)
    {
        if (floor == 0 || IsAbove(matrix, size, floor))
        {
            return;
        }

        var (values, vectors) = Eigen(matrix, size);
        for (int e = 0; e < size; e++)
        {
            double missing = floor - values[e];
            for (int cell = 0; missing > 0 && cell < matrix.Length; cell++)
            {
                matrix[cell] += missing * vectors[(cell / size * size) + e] * vectors[(cell % size * size) + e];
            }
        }
    }

    /// <summary>Whether every eigenvalue is above the floor: without it, the matrix is still positive definite.</summary>
    private static bool IsAbove(ReadOnlySpan<double> matrix, int size, double floor)
    {
        double[] rest = matrix.ToArray();
        for (int d = 0; d < size; d++)
        {
            rest[(d * size) + d] -= floor;
        }

        return Cholesky.Factor(rest, new double[rest.Length], size);
    }

    /// <summary>Jacobi's method: rotate pairs of axes until nothing is left off the diagonal.</summary>
    /// <returns>Eigenvalues [D], and eigenvectors in the columns of [D, D].</returns>
    /// <seealso href="https://en.wikipedia.org/wiki/Jacobi_eigenvalue_algorithm"/>
    public static (double[] Values, double[] Vectors) Eigen(ReadOnlySpan<double> matrix, int size)
    {
        double[] a = matrix.ToArray();
        double[] vectors = new double[a.Length];
        for (int i = 0; i < size; i++)
        {
            vectors[(i * size) + i] = 1;
        }

        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            bool turned = false;
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                {
                    turned |= Turn(a, vectors, size, p, q);
                }
            }

            if (!turned)
            {
                break;
            }
        }

        return ([.. Enumerable.Range(0, size).Select(i => a[(i * size) + i])], vectors);
    }

    /// <summary>Turns axes p and q so that their covariance becomes 0.</summary>
    /// <returns>Whether it was anything else, to the last digit.</returns>
    private static bool Turn(double[] a, double[] vectors, int size, int p, int q)
    {
        double off = a[(p * size) + q];
        double scale = Math.Abs(a[(p * size) + p]) + Math.Abs(a[(q * size) + q]);
        if (Math.Abs(off) <= 1e-17 * scale)
        {
            return false;
        }

        double angle = 0.5 * Math.Atan2(2 * off, a[(q * size) + q] - a[(p * size) + p]);
        var (sine, cosine) = Math.SinCos(angle);
        for (int i = 0; i < size; i++)
        {
            Rotate(ref a[(i * size) + p], ref a[(i * size) + q], sine, cosine);
            Rotate(ref vectors[(i * size) + p], ref vectors[(i * size) + q], sine, cosine);
        }

        for (int i = 0; i < size; i++)
        {
            Rotate(ref a[(p * size) + i], ref a[(q * size) + i], sine, cosine);
        }

        return true;
    }

    private static void Rotate(ref double p, ref double q, double sine, double cosine) =>
        (p, q) = ((cosine * p) - (sine * q), (sine * p) + (cosine * q));
}
