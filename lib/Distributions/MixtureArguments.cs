using System.Globalization;

namespace Gmm;

/// <summary>What a caller gives a mixture, checked and laid out flat.</summary>
internal static class MixtureArguments
{
    public static double[] Normalised(IReadOnlyList<double> weights, string name = "weights")
    {
        ArgumentNullException.ThrowIfNull(weights, name);
        double total = weights.Sum();
        return weights.All(w => w >= 0) && total > 0 && double.IsFinite(total)
            ? [.. weights.Select(w => w / total)]
            : throw new ArgumentException(
                $"{name} is [{string.Join(", ", weights.Select(w => w.ToString(CultureInfo.InvariantCulture)))}]: expected numbers of 0 or more, and one above 0.",
                name);
    }

    /// <summary>[K, D] → K·D numbers, all finite.</summary>
    public static double[] Flat(double[,] rows, int components, string name = "means")
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        double[] flat = [.. rows.Cast<double>()];
        return rows.GetLength(0) == components && flat.Length > 0 && flat.All(double.IsFinite)
            ? flat
            : throw new ArgumentException(
                $"{name} is [{rows.GetLength(0)}, {rows.GetLength(1)}]: expected [{components}, D], a row for each weight, all finite.", name);
    }

    public static double[] Stored(CovarianceType type, IReadOnlyList<double[,]> covariances, int components, int features)
    {
        Require.NoNulls(covariances, nameof(covariances));
        if (covariances.Count != components || covariances.Any(c => c.GetLength(0) != features || c.GetLength(1) != features))
        {
            throw new ArgumentException(
                $"covariances are not {components} matrices of [{features}, {features}]: expected one for each weight.", nameof(covariances));
        }

        double[][,] symmetric = [.. covariances.Select((matrix, k) => SymmetricMatrix.Symmetrised(matrix) ?? throw new ArgumentException(
            $"covariances[{k}] is not symmetric.", nameof(covariances)))];
        var covariance = type.Covariance();
        if (covariance.Flaw(symmetric) is { } expected)
        {
            throw new ArgumentException($"covariances are not {covariance.Name}: expected matrices that are {expected}.", nameof(covariances));
        }

        double[] stored = new double[components * covariance.Size(features)];
        for (int k = 0; k < components; k++)
        {
            covariance.Store(symmetric[k], stored.AsSpan(k * covariance.Size(features), covariance.Size(features)));
        }

        return stored;
    }
}
