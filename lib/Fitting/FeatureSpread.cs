namespace Gmm;

/// <summary>Where the samples of one feature lie, and how wide, to the last digits whatever its unit.</summary>
/// <remarks>Sums are taken of y = (x - first)/largest, between -1 and 1, so that neither a far origin nor a huge or tiny unit costs digits.</remarks>
internal readonly record struct FeatureSpread(double First, double Largest, double MeanOfY, double SpreadOfY)
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <summary>Mean.</summary>
    public double Centre => First + (Largest * MeanOfY);

    /// <summary>Standard deviation; 0 where all is rounding.</summary>
    public double Spread => Largest * SpreadOfY;

    /// <summary>x less the mean.</summary>
    public double Deviation(double x) => Largest == 0 ? 0 : (((x - First) / Largest) - MeanOfY) * Largest;

    /// <param name="weights">One a sample; null for 1 each. Those of weight 0 have no say.</param>
    public static FeatureSpread Of(Samples samples, double[]? weights, int feature)
    {
        double At(int n) => samples.Values[(n * samples.Features) + feature];
        double Weight(int n) => weights?[n] ?? 1;
        int[] counted = [.. Enumerable.Range(0, samples.Count).Where(n => Weight(n) > 0)];
        double first = At(counted[0]);
        double largest = counted.Max(n => Math.Abs(At(n) - first));
        if (largest <= 8 * MachineEpsilon * counted.Max(n => Math.Abs(At(n))))
        {
            return new(first, 0, 0, 0);
        }

        double total = counted.Sum(Weight);
        double mean = counted.Sum(n => Weight(n) * ((At(n) - first) / largest)) / total;
        double variance = counted.Sum(n => Weight(n) * Math.Pow(((At(n) - first) / largest) - mean, 2)) / total;
        return new(first, largest, mean, Math.Sqrt(variance));
    }

    /// <param name="all">Whether every feature has to vary, or one is enough.</param>
    /// <exception cref="ArgumentException">One does not, or its variance is no float64.</exception>
    public static void RequireSpread(FeatureSpread[] features, Samples x, bool all)
    {
        int[] constant = [.. Enumerable.Range(0, features.Length).Where(d => features[d].Spread == 0)];
        if (constant.Length == features.Length)
        {
            throw new ArgumentException($"x has {x.Count} samples that are all the same: expected two different ones or more.", nameof(x));
        }

        if (all && constant.Length > 0)
        {
            string which = constant.Length == 1 ? $"Feature {constant[0]} of x is" : $"Features {string.Join(", ", constant)} of x are";
            throw new ArgumentException($"{which} the same in all samples: leave out what does not vary.", nameof(x));
        }

        int extreme = Array.FindIndex(features, f => f.Spread > 0 && !double.IsNormal(f.Spread * f.Spread * 1e-20));
        extreme = extreme >= 0 ? extreme : Array.FindIndex(features, f => !double.IsFinite(f.Spread * f.Spread * 1e20));
        if (extreme >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Feature {extreme} of x spreads over {features[extreme].Spread:0.#e+0}, and its variance is no float64: give it in another unit."), nameof(x));
        }
    }
}
