using System.Numerics;

namespace Gmm;

/// <summary>
/// What an M step needs to know of some samples, and no more: how many each component answers for, their first and second
/// moments, and the log-likelihood. Statistics of two parts of the samples add up to those of both: parts may be batches of a
/// stream, or shards on other machines, which add them as rows of numbers.
/// </summary>
/// <remarks>
/// r is a sample's weight times the component's responsibility for it. Moments are taken around a reference point c of each
/// component near its samples, so that little cancels.
/// </remarks>
internal sealed class SufficientStatistics
{
    /// <summary>Of no samples yet.</summary>
    /// <param name="reference">c, [K, D].</param>
    /// <param name="components">K.</param>
    public SufficientStatistics(double[] reference, int components, SecondMoments moments)
    {
        (Reference, Moments) = (reference, moments);
        Features = reference.Length / components;
        Totals = new double[components];
        First = new double[reference.Length];
        Second = new double[Length(moments, components, Features)];
    }

    public int Components => Totals.Length;

    public int Features { get; }

    public SecondMoments Moments { get; }

    /// <summary>c, [K, D].</summary>
    public double[] Reference { get; }

    /// <summary>Σ r, [K].</summary>
    public double[] Totals { get; }

    /// <summary>Σ r·(x - c), [K, D].</summary>
    public double[] First { get; }

    /// <summary>Σ r·(x - c)², or Σ r·(x - c)(x - c)ᵀ, as <see cref="Moments"/> says.</summary>
    public double[] Second { get; }

    /// <summary>Σ w·log p(x), in nats, w being the samples' weights.</summary>
    public double LogLikelihood { get; set; }

    /// <summary>Numbers that second moments take.</summary>
    public static int Length(SecondMoments moments, int components, int features) => moments switch
    {
        SecondMoments.Axes => components * features,
        SecondMoments.Pairs => components * features * features,
        _ => features * features,
    };

    /// <summary>The statistics of samples whose responsibilities are known, around each component's mean.</summary>
    /// <param name="r">Weight times responsibility, [N, K].</param>
    public static SufficientStatistics Of(Samples samples, double[] r, int components, SecondMoments moments)
    {
        int features = samples.Features;
        double[] means = new double[components * features];
        double[] totals = new double[components];
        for (int n = 0; n < samples.Count; n++)
        {
            for (int k = 0; k < components; k++)
            {
                double own = r[(n * components) + k];
                if (own == 0)
                {
                    continue;
                }

                totals[k] += own;
                for (int d = 0; d < features; d++)
                {
                    means[(k * features) + d] += own * samples.Values[(n * features) + d];
                }
            }
        }

        for (int i = 0; i < means.Length; i++)
        {
            means[i] = totals[i / features] > 0 ? means[i] / totals[i / features] : 0;
        }

        var statistics = new SufficientStatistics(means, components, moments);
        double[] scratch = new double[features];
        for (int n = 0; n < samples.Count; n++)
        {
            for (int k = 0; k < components; k++)
            {
                statistics.Add(k, r[(n * components) + k], samples.Row(n), scratch);
            }
        }

        return statistics;
    }

    /// <summary>Adds one sample to one component.</summary>
    /// <param name="scratch">[D], to work in.</param>
    public void Add(int k, double r, ReadOnlySpan<double> x, Span<double> scratch)
    {
        if (r == 0)
        {
            return;
        }

        int features = x.Length;
        Totals[k] += r;
        for (int i = 0; i < features; i++)
        {
            scratch[i] = x[i] - Reference[(k * features) + i];
            double first = r * scratch[i];
            First[(k * features) + i] += first;
            if (Moments == SecondMoments.Axes)
            {
                Second[(k * features) + i] += first * scratch[i];
            }
        }

        if (Moments != SecondMoments.Axes)
        {
            AddProducts(Second.AsSpan(Moments == SecondMoments.Pairs ? k * features * features : 0), r, scratch[..features]);
        }
    }

    /// <summary>Adds a number times a vector times itself to the lower half of a matrix.</summary>
    public static void AddProducts(Span<double> matrix, double factor, ReadOnlySpan<double> vector)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            double own = factor * vector[i];
            var row = matrix.Slice(i * vector.Length, i + 1);
            int j = 0;
            for (; j <= row.Length - Vector<double>.Count; j += Vector<double>.Count)
            {
                (new Vector<double>(row[j..]) + (own * new Vector<double>(vector[j..]))).CopyTo(row[j..]);
            }

            for (; j < row.Length; j++)
            {
                row[j] += own * vector[j];
            }
        }
    }
}
