using System.Text.Json;

namespace Gmm;

/// <summary>
/// A smooth change of scale for each feature by itself, that makes skewed ones more like a normal: Yeo and Johnson's power of the
/// standardised feature u = (x - shift) / scale. Power 1 leaves u alone, 0 takes log(1 + u) where u is positive.
/// </summary>
/// <remarks>
/// Because u has no units, neither the power nor what comes out depends on the units of x. It is one to one and smooth: a density
/// over transformed samples, times the derivative, is a density over samples (<see cref="TransformedMixture"/>).
/// </remarks>
/// <seealso href="https://doi.org/10.1093/biomet/87.4.954">Yeo and Johnson, A new family of power transformations, 2000</seealso>
public sealed class PowerTransform
{
    // Outside 0 to 2 the transform has a bound, and a density loses what the normal puts beyond it: a fraction of a percent, where skewed
    // features call for such powers. Between 0 and 2 alone, breast cancer costs 0.2 points of accuracy.
    private const double LeastPower = -2, MostPower = 4;

    private const double LeastScale = 1e-148; // its square, which a covariance has, is a float64

    private readonly double[] _shift, _scale, _power;

    /// <summary>Takes the arrays over, one entry a feature; scales are above 0.</summary>
    internal PowerTransform(double[] shift, double[] scale, double[] power) => (_shift, _scale, _power) = (shift, scale, power);

    /// <summary>D.</summary>
    public int Features => _shift.Length;

    /// <summary>What is subtracted from each feature, [D].</summary>
    public IReadOnlyList<double> Shift => _shift.AsReadOnly();

    /// <summary>What it is divided by then, [D].</summary>
    public IReadOnlyList<double> Scale => _scale.AsReadOnly();

    /// <summary>λ of each feature, [D].</summary>
    public IReadOnlyList<double> Power => _power.AsReadOnly();

    /// <summary>Whether only units change: every power is 1.</summary>
    public bool IsLinear => _power.All(p => p == 1);

    /// <summary>Standardises, without powers. A constant feature becomes 0.</summary>
    /// <exception cref="ArgumentException">The square of a feature's spread is no float64.</exception>
    internal static PowerTransform Standardise(Samples samples)
    {
        double[] shift = new double[samples.Features], scale = new double[samples.Features];
        for (int d = 0; d < samples.Features; d++)
        {
            double[] column = Column(samples, d);
            double mean = column.Average(), deviation = Math.Sqrt(column.Average(v => (v - mean) * (v - mean)));
            bool isConstant = deviation <= 1e-13 * Math.Abs(mean); // nothing but rounding
            (shift[d], scale[d]) = (isConstant ? column[0] : mean, !isConstant ? deviation : column[0] == 0 ? 1 : Math.Abs(column[0]));
            if (!(scale[d] is >= LeastScale and <= 1 / LeastScale))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"samples.X has feature {d} of size {scale[d]:0e0}: expected {LeastScale:0e0} to {1 / LeastScale:0e0}. Give it in another unit."),
                    nameof(samples));
            }
        }

        return new(shift, scale, [.. Enumerable.Repeat(1.0, samples.Features)]);
    }

    /// <summary>
    /// The powers under which each class is most nearly normal, with one variance for all classes: the largest likelihood of the
    /// classes' own samples, not of the mixture that they make together, which is not meant to be normal.
    /// </summary>
    /// <param name="labels">[N].</param>
    internal PowerTransform Normalise(Samples x, int[] labels)
    {
        double[] power = new double[Features];
        for (int d = 0; d < Features; d++)
        {
            double[] u = [.. Column(x, d).Select(v => (v - _shift[d]) / _scale[d])];
            double best = GoldenSection.Largest(LeastPower, MostPower, p => LogLikelihood(u, labels, p), within: 0.02);
            power[d] = LogLikelihood(u, labels, best) - LogLikelihood(u, labels, 1) > 2 ? best : 1; // as Akaike: a power has to earn its place
        }

        return new(_shift, _scale, power);
    }

    /// <summary>Transformed samples.</summary>
    internal Samples Apply(Samples x)
    {
        double[] values = new double[x.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int d = i % Features;
            values[i] = Raise((x.Values[i] - _shift[d]) / _scale[d], _power[d]);
        }

        return new(values, x.Count, x.Features);
    }

    /// <summary>log |dz/dx| of each sample, [N]: what the transform adds to a log-density.</summary>
    internal double[] LogDerivative(Samples x)
    {
        double constant = -_scale.Sum(Math.Log);
        double[] result = new double[x.Count];
        for (int n = 0; n < result.Length; n++)
        {
            result[n] = constant;
            for (int d = 0; d < Features; d++)
            {
                result[n] += _power[d] == 1 ? 0 : LogSlope((x.Values[(n * Features) + d] - _shift[d]) / _scale[d], _power[d]);
            }
        }

        return result;
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        JsonFile.WriteNumbers(json, "shift", _shift);
        JsonFile.WriteNumbers(json, "scale", _scale);
        JsonFile.WriteNumbers(json, "power", _power);
    }

    internal static PowerTransform ReadFrom(JsonElement json)
    {
        var (shift, scale, power) = (JsonFile.Numbers(json, "shift"), JsonFile.Numbers(json, "scale"), JsonFile.Numbers(json, "power"));
        return shift.Length == scale.Length && shift.Length == power.Length && scale.All(s => s > 0)
            ? new(shift, scale, power)
            : throw new FormatException($"{shift.Length} shifts, {scale.Length} scales above 0 and {power.Length} powers do not fit together.");
    }

    private static double[] Column(Samples x, int d) => [.. Enumerable.Range(0, x.Count).Select(n => x.Values[(n * x.Features) + d])];

    /// <remarks>Powers near the two exceptions go through their limits: (a^p - 1) / p = log a + O(p).</remarks>
    private static double Raise(double u, double power) =>
        power == 1 ? u : u >= 0 ? Power0(1 + u, power) : -Power0(1 - u, 2 - power);

    private static double Power0(double a, double p) => Math.Abs(p) < 1e-9 ? Math.Log(a) : (Math.Pow(a, p) - 1) / p;

    private static double LogSlope(double u, double power) => (power - 1) * Math.Sign(u) * Math.Log(1 + Math.Abs(u));

    /// <summary>Profile log-likelihood of normals with a mean a class and one variance, up to a constant.</summary>
    private static double LogLikelihood(double[] u, int[] labels, double power)
    {
        int classes = labels.Max() + 1;
        double[] counts = new double[classes], sums = new double[classes];
        double[] z = [.. u.Select(v => Raise(v, power))];
        double slopes = 0;
        for (int n = 0; n < u.Length; n++)
        {
            counts[labels[n]]++;
            sums[labels[n]] += z[n];
            slopes += LogSlope(u[n], power);
        }

        double variance = 0;
        for (int n = 0; n < u.Length; n++)
        {
            double deviation = z[n] - (sums[labels[n]] / counts[labels[n]]);
            variance += deviation * deviation / u.Length;
        }

        return (-0.5 * u.Length * Math.Log(Math.Max(variance, 1e-8))) + slopes;
    }
}
