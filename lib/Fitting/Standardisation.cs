namespace Gmm;

/// <summary>
/// Samples in units of their own spread, and the way back: what is fitted there does not depend on the units that the data came in.
/// </summary>
/// <remarks>
/// z = L⁻¹·(x - μ)/σ. Where axes are independent, L is the identity. Where they are not, L is the Cholesky factor of the
/// correlations, and z has no correlation left: any invertible linear map of x gives the same z, up to a rotation. Circles stay
/// circles in one unit for all axes.
/// </remarks>
internal sealed class Standardisation
{
    /// <summary>A feature with less of its variance to itself than this is taken for a combination of the others.</summary>
    private const double LeastOwnVariance = 1e-10;

    private readonly CovarianceType _type;
    private readonly double[] _centres; // [D]
    private readonly double[] _spreads; // [D]
    private readonly double[] _factor;  // L, [D, D]; empty where axes are independent

    private Standardisation(CovarianceType type, double[] centres, double[] spreads, double[] factor)
    {
        (_type, _centres, _spreads, _factor) = (type, centres, spreads, factor);
        LogVolume = spreads.Sum(Math.Log);
        for (int d = 0; d < (factor.Length == 0 ? 0 : spreads.Length); d++)
        {
            LogVolume += Math.Log(factor[(d * spreads.Length) + d]);
        }
    }

    /// <summary>log p(z) - log p(x), the same for every sample.</summary>
    public double LogVolume { get; }

    /// <param name="weights">One a sample; null for 1 each.</param>
    /// <returns>The units; the samples in them; and before their correlations were taken out.</returns>
    /// <exception cref="ArgumentException">A feature does not vary, or follows from the others; the message says what to leave out.</exception>
    public static (Standardisation Units, Samples Z, Samples Scaled) Of(Samples x, double[]? weights, CovarianceType type)
    {
        var features = Enumerable.Range(0, x.Features).Select(d => FeatureSpread.Of(x, weights, d)).ToArray();
        bool circles = type == CovarianceType.Spherical;
        FeatureSpread.RequireSpread(features, x, all: !circles);
        double[] centres = [.. features.Select(f => f.Centre)];
        double[] spreads = [.. features.Select(f => f.Spread)];
        if (circles)
        {
            double largest = spreads.Max();
            Array.Fill(spreads, largest * Math.Sqrt(spreads.Average(s => s / largest * (s / largest))));
        }

        double[] z = new double[x.Values.Length];
        for (int i = 0; i < z.Length; i++)
        {
            int d = i % x.Features;
            z[i] = features[d].Deviation(x.Values[i]) / spreads[d];
        }

        var scaled = x.With(z);
        if (type.Covariance().IsAxisAligned)
        {
            return (new(type, centres, spreads, []), scaled, scaled);
        }

        var whitened = x.With([.. z]);
        double[] factor = Decorrelate(whitened, weights);
        return (new(type, centres, spreads, factor), whitened, scaled);
    }

    /// <summary>The mixture of x that a mixture of z stands for.</summary>
    /// <exception cref="ArithmeticException">A component is so flat that its covariance has no volume in these units.</exception>
    public GaussianMixture Restore(GaussianMixture ofZ)
    {
        int size = _spreads.Length;
        double[] means = [.. Enumerable.Range(0, ofZ.Components).SelectMany(k => Stretched(ofZ.Mean(k), rows: 1))];
        for (int i = 0; i < means.Length; i++)
        {
            means[i] += _centres[i % size];
        }

        double[] covariances = [.. Enumerable.Range(0, ofZ.Components).SelectMany(k => Covariance(ofZ.OwnCovariance(k)))];
        try
        {
            return new(_type, [.. ofZ.Weights], means, covariances) { HasEqualWeights = ofZ.HasEqualWeights };
        }
        catch (ArgumentException flaw)
        {
            throw new ArithmeticException(
                $"{flaw.Message} A component has closed in on a plane. Raise RegCovar or VarianceFloor, or take fewer components.", flaw);
        }
    }

    /// <returns>Variances [D] where axes are independent, else σLΣLᵀσ, [D, D].</returns>
    private double[] Covariance(ReadOnlySpan<double> own)
    {
        int size = _spreads.Length;
        if (_factor.Length == 0)
        {
            double[] variances = own.ToArray();
            return [.. variances.Select((v, d) => v * _spreads[d] * _spreads[d])];
        }

        double[] half = Stretched(own, size); // (LΣ)ᵀ = ΣLᵀ, as Σ is symmetric
        double[] turned = new double[half.Length];
        for (int i = 0; i < half.Length; i++)
        {
            turned[(i % size * size) + (i / size)] = half[i];
        }

        double[] covariance = Stretched(turned, size);
        for (int i = 0; i < covariance.Length; i++)
        {
            covariance[i] = i % size < i / size ? covariance[i] : covariance[(i % size * size) + (i / size)]; // symmetric to the last digit
        }

        return covariance;
    }

    /// <summary>σ·L·row of every row, [rows, D].</summary>
    private double[] Stretched(ReadOnlySpan<double> values, int rows)
    {
        int size = _spreads.Length;
        double[] result = new double[rows * size];
        for (int r = 0; r < rows; r++)
        {
            for (int i = 0; i < size; i++)
            {
                double sum = _factor.Length == 0 ? values[(r * size) + i] : 0;
                for (int j = 0; j <= i && _factor.Length > 0; j++)
                {
                    sum += _factor[(i * size) + j] * values[(r * size) + j];
                }

                result[(r * size) + i] = sum * _spreads[i];
            }
        }

        return result;
    }

    /// <summary>Takes the correlations out of samples, in place.</summary>
    /// <returns>L.</returns>
    private static double[] Decorrelate(Samples x, double[]? weights)
    {
        int size = x.Features;
        double[] r = weights ?? [.. Enumerable.Repeat(1.0, x.Count)];
        var statistics = SufficientStatistics.Of(x, r, components: 1, SecondMoments.Pairs);
        double[] correlations = Array.ConvertAll(statistics.Second, sum => sum / statistics.Totals[0]);
        double[] factor = new double[size * size];
        bool definite = Cholesky.Factor(correlations, factor, size);
        int follows = Enumerable.Range(0, size).FirstOrDefault(d => !(Math.Pow(factor[(d * size) + d], 2) > LeastOwnVariance), -1);
        if (!definite || follows >= 0)
        {
            throw new ArgumentException(
                $"Feature {follows} of x follows from those before it: leave it out, or take diagonal covariance. " +
                $"({x.Count} samples, {size} features; tied and full covariances need more samples than features.)", nameof(x));
        }

        for (int n = 0; n < x.Count; n++)
        {
            Cholesky.Solve(factor, x.Values.AsSpan(n * size, size));
        }

        return factor;
    }
}
