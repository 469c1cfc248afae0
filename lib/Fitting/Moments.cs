namespace Gmm;

/// <summary>
/// What an M step needs to know of the samples, and no more: how many each component answers for, and their first and second
/// moments. They are taken around a reference point of each component near its samples, so that little cancels.
/// </summary>
/// <remarks>r is a sample's weight times the component's responsibility for it, c the component's reference point.</remarks>
/// <param name="Reference">c, [K, D].</param>
/// <param name="Totals">Σ r, [K].</param>
/// <param name="First">Σ r·(x - c), [K, D].</param>
/// <param name="Second">Σ r·(x - c)² along each axis, [K, D]; or of all pairs of axes, [K, D, D].</param>
/// <param name="HasPairs">Which of the two.</param>
internal sealed record Moments(double[] Reference, double[] Totals, double[] First, double[] Second, bool HasPairs)
{
    public int Components => Totals.Length;

    public int Features => Reference.Length / Totals.Length;

    /// <summary>Nothing yet, around the given points.</summary>
    public static Moments Around(double[] reference, int components, bool pairs)
    {
        int second = reference.Length * (pairs ? reference.Length / components : 1);
        return new(reference, new double[components], new double[reference.Length], new double[second], pairs);
    }

    /// <summary>The moments of samples whose responsibilities are known, around each component's mean.</summary>
    /// <param name="r">Weight times responsibility, [N, K].</param>
    public static Moments Of(SampleMatrix samples, double[] r, int components, bool pairs)
    {
        int features = samples.Features;
        double[] means = new double[components * features];
        double[] totals = new double[components];
        for (int n = 0; n < samples.Count; n++)
        {
            for (int k = 0; k < components; k++)
            {
                double own = r[(n * components) + k];
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

        var moments = Around(means, components, pairs);
        double[] scratch = new double[features];
        for (int n = 0; n < samples.Count; n++)
        {
            for (int k = 0; k < components; k++)
            {
                moments.Add(k, r[(n * components) + k], samples.Row(n), scratch);
            }
        }

        return moments;
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
            if (!HasPairs)
            {
                Second[(k * features) + i] += first * scratch[i];
                continue;
            }

            for (int j = 0; j <= i; j++)
            {
                Second[(((k * features) + i) * features) + j] += first * scratch[j];
            }
        }
    }
}
