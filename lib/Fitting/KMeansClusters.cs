namespace Gmm;

/// <summary>k-means on plain numbers: seeds by k-means++, then Lloyd's iterations. Conventions are scikit-learn's.</summary>
internal sealed class KMeansClusters
{
    private const int MostIterations = 300;
    private const double RelativeTolerance = 1e-4;

    private readonly Samples _samples;
    private readonly double[]? _weights;
    private readonly double[] _squaredDistances;

    /// <param name="centres">[K, D]; taken over.</param>
    public KMeansClusters(Samples samples, double[]? weights, double[] centres)
    {
        (_samples, _weights, Centres) = (samples, weights, centres);
        Components = centres.Length / samples.Features;
        Labels = new int[samples.Count];
        _squaredDistances = new double[samples.Count];
        Array.Fill(Labels, -1);
    }

    public int Components { get; }

    /// <summary>[K, D].</summary>
    public double[] Centres { get; }

    /// <summary>The centre nearest to each sample, [N]; -1 before the first assignment.</summary>
    public int[] Labels { get; }

    public int Iterations { get; private set; }

    public bool Converged { get; private set; }

    /// <summary>Sum of squared distances to the nearest centres.</summary>
    public double Inertia { get; private set; }

    /// <summary>
    /// k-means++: each seed a sample, drawn in proportion to its squared distance from the seeds before it. Of a few candidates,
    /// the one that leaves the least distance is taken, as in scikit-learn ("greedy").
    /// </summary>
    public static KMeansClusters Seeded(Samples samples, double[]? weights, int components) =>
        new(samples, weights, PlusPlusSeeds.Draw(samples, weights, components));

    /// <summary>Lloyd's iterations: move each centre to the mean of its samples, until no sample changes its centre.</summary>
    /// <remarks>Also ends when the centres' squared moves add up to less than 1e-4 of the mean variance of the features.</remarks>
    public void Settle()
    {
        double tolerance = RelativeTolerance * _samples.MeanVariance();
        while (Iterations < MostIterations && !Converged)
        {
            Iterations++;
            bool changed = Assign();
            double moved = MoveCentres();
            Converged = !changed || moved <= tolerance;
        }

        Assign();
    }

    /// <summary>Gives each sample to its nearest centre.</summary>
    /// <returns>Whether one changed its centre.</returns>
    public bool Assign()
    {
        int features = _samples.Features;
        bool changed = false;
        Inertia = 0;
        for (int n = 0; n < Labels.Length; n++)
        {
            var x = _samples.Row(n);
            var (nearest, smallest) = (0, double.PositiveInfinity);
            for (int k = 0; k < Components; k++)
            {
                double squared = SquaredDistance(x, Centres.AsSpan(k * features, features));
                (nearest, smallest) = squared < smallest ? (k, squared) : (nearest, smallest);
            }

            changed |= Labels[n] != nearest;
            (Labels[n], _squaredDistances[n]) = (nearest, smallest);
            Inertia += smallest * (_weights?[n] ?? 1);
        }

        return changed;
    }

    /// <returns>Sum of the squared distances that the centres moved.</returns>
    private double MoveCentres()
    {
        int features = _samples.Features;
        double[] sums = new double[Centres.Length];
        double[] totals = new double[Components];
        for (int n = 0; n < Labels.Length; n++)
        {
            double weight = _weights?[n] ?? 1;
            totals[Labels[n]] += weight;
            for (int d = 0; d < features; d++)
            {
                sums[(Labels[n] * features) + d] += weight * _samples.Values[(n * features) + d];
            }
        }

        double moved = 0;
        for (int k = 0; k < Components; k++)
        {
            // A centre without samples goes to the sample that is worst off.
            int farthest = totals[k] > 0 ? -1 : Array.IndexOf(_squaredDistances, _squaredDistances.Max());
            for (int d = 0; d < features; d++)
            {
                int at = (k * features) + d;
                double next = farthest < 0 ? sums[at] / totals[k] : _samples.Values[(farthest * features) + d];
                moved += (next - Centres[at]) * (next - Centres[at]);
                Centres[at] = next;
            }

            if (farthest >= 0)
            {
                _squaredDistances[farthest] = 0;
            }
        }

        return moved;
    }

    internal static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double squared = 0;
        for (int d = 0; d < a.Length; d++)
        {
            squared += (a[d] - b[d]) * (a[d] - b[d]);
        }

        return squared;
    }
}
