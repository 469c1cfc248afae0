namespace Gmm;

/// <summary>Plain numbers, checked and laid out flat.</summary>
public sealed partial class GaussianMixture
{
    private static double[] Normalised(IReadOnlyList<double> weights, string name = "weights")
    {
        ArgumentNullException.ThrowIfNull(weights, name);
        double total = weights.Sum();
        return weights.All(w => w >= 0) && total > 0 && double.IsFinite(total)
            ? [.. weights.Select(w => w / total)]
            : throw new ArgumentException(
                FormattableString.Invariant($"{name} is [{string.Join(", ", weights)}]: expected numbers of 0 or more, and one above 0."), name);
    }

    /// <summary>[K, D] → K·D numbers, all finite.</summary>
    private static double[] Flat(double[,] rows, int components, string name = "means")
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        double[] flat = [.. rows.Cast<double>()];
        return rows.GetLength(0) == components && flat.Length > 0 && flat.All(double.IsFinite)
            ? flat
            : throw new ArgumentException(
                $"{name} is [{rows.GetLength(0)}, {rows.GetLength(1)}]: expected [{components}, D], a row for each weight, all finite.", name);
    }

    private static double[] Flat(CovarianceType type, IReadOnlyList<double[,]> covariances, int components, int features)
    {
        ArgumentNullException.ThrowIfNull(covariances);
        if (covariances.Count != components || covariances.Any(c => c.GetLength(0) != features || c.GetLength(1) != features))
        {
            throw new ArgumentException(
                $"covariances are not {components} matrices of [{features}, {features}]: expected one for each weight.", nameof(covariances));
        }

        int wrong = Enumerable.Range(0, components).FirstOrDefault(k => !IsOf(type, covariances[k], covariances[0]), -1);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"covariances[{wrong}] is not {Named(type)}: expected a symmetric matrix; off the diagonal 0 where diagonal or " +
                "spherical; on it one number where spherical; all the same where tied.", nameof(covariances));
        }

        bool independent = type is CovarianceType.Diagonal or CovarianceType.Spherical;
        return independent
            ? [.. covariances.SelectMany(c => Enumerable.Range(0, features).Select(d => c[d, d]))]
            : [.. covariances.SelectMany(c => c.Cast<double>())];
    }

    private static bool IsOf(CovarianceType type, double[,] matrix, double[,] first)
    {
        var cells = from i in Enumerable.Range(0, matrix.GetLength(0)) from j in Enumerable.Range(0, matrix.GetLength(1)) select (i, j);
        return cells.All(cell => matrix[cell.i, cell.j].Equals(matrix[cell.j, cell.i]) && type switch
        {
            CovarianceType.Diagonal => cell.i == cell.j || matrix[cell.i, cell.j] == 0,
            CovarianceType.Spherical => matrix[cell.i, cell.j].Equals(cell.i == cell.j ? matrix[0, 0] : 0),
            CovarianceType.Tied => matrix[cell.i, cell.j].Equals(first[cell.i, cell.j]),
            _ => true,
        });
    }
}
