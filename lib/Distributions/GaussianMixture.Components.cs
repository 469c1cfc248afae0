namespace Gmm;

/// <summary>One component at a time: what the E step asks for, sample by sample.</summary>
public sealed partial class GaussianMixture
{
    internal ReadOnlySpan<double> Mean(int k) => _means.AsSpan(k * Features, Features);

    /// <summary>Standard deviations [D] where axes are independent, else the Cholesky factor [D, D].</summary>
    internal ReadOnlySpan<double> Scale(int k) => Own(_scales, k);

    /// <summary>Variances [D] where axes are independent, else the covariance [D, D].</summary>
    internal ReadOnlySpan<double> OwnCovariance(int k) => Own(_covariances, k);

    /// <summary>A sample as component k sees it, in place: centred, without correlation, one wide.</summary>
    internal void Whiten(int k, Span<double> x)
    {
        var mean = Mean(k);
        var scale = Scale(k);
        for (int d = 0; d < x.Length; d++)
        {
            x[d] = (x[d] - mean[d]) / (HasIndependentAxes ? scale[d] : 1);
        }

        if (!HasIndependentAxes)
        {
            Cholesky.Solve(scale, x);
        }
    }

    /// <summary>Whether component k has a variance below this in some direction.</summary>
    internal bool IsNarrower(int k, double variance)
    {
        double[] own = OwnCovariance(k).ToArray();
        if (HasIndependentAxes)
        {
            return own.Min() <= variance;
        }

        for (int d = 0; d < Features; d++)
        {
            own[(d * Features) + d] -= variance;
        }

        return !Cholesky.Factor(own, new double[own.Length], Features);
    }

    /// <summary>log π + log N(μ | μ, Σ): how high component k is at its mean.</summary>
    internal double AtMean(int k) => _atMeans[k];

    /// <summary>log π + log N(x | μ, Σ) of one component at one sample.</summary>
    /// <param name="scratch">[D], to work in.</param>
    internal double LogJoint(int k, ReadOnlySpan<double> x, Span<double> scratch)
    {
        var mean = Mean(k);
        for (int d = 0; d < x.Length; d++)
        {
            scratch[d] = x[d] - mean[d];
        }

        return _atMeans[k] - (0.5 * (HasIndependentAxes ? SquaredLength(scratch, Scale(k)) : Cholesky.Solve(Scale(k), scratch)));
    }

    /// <summary>Fills the scales and heights of all components from weights and covariances.</summary>
    private void Prepare()
    {
        for (int k = 0; k < Components; k++)
        {
            var scale = Own(_scales, k);
            var covariance = Own(_covariances, k);
            RequireDefinite(HasIndependentAxes ? Roots(covariance, scale) : Cholesky.Factor(covariance, scale, Features), k);
            double logScale = 0;
            for (int d = 0; d < Features; d++)
            {
                logScale += Math.Log(scale[HasIndependentAxes ? d : (d * Features) + d]);
            }

            _atMeans[k] = Math.Log(_weights[k]) - (0.5 * Features * Math.Log(2 * Math.PI)) - logScale;
        }
    }

    private Span<double> Own(double[] values, int k) => values.AsSpan(k * (values.Length / Components), values.Length / Components);

    private static double SquaredLength(ReadOnlySpan<double> difference, ReadOnlySpan<double> stdevs)
    {
        double squared = 0;
        for (int d = 0; d < difference.Length; d++)
        {
            double z = difference[d] / stdevs[d];
            squared += z * z;
        }

        return squared;
    }

    /// <returns>False where a variance is not above 0.</returns>
    private static bool Roots(ReadOnlySpan<double> variances, Span<double> stdevs)
    {
        bool positive = true;
        for (int d = 0; d < stdevs.Length; d++)
        {
            stdevs[d] = Math.Sqrt(variances[d]);
            positive &= variances[d] > 0 && double.IsFinite(variances[d]);
        }

        return positive;
    }

    private static void RequireDefinite(bool definite, int component, string name = "covariances")
    {
        if (!definite)
        {
            throw new ArgumentException(
                $"{name}[{component}] is not positive definite: expected a variance above 0 in every direction.", name);
        }
    }
}
