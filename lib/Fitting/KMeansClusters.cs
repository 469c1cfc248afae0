using static TorchSharp.torch;

namespace Gmm;

/// <summary>k-means on plain numbers: seeds by k-means++, then Lloyd's iterations. Conventions are scikit-learn's.</summary>
internal sealed class KMeansClusters
{
    internal const int MostIterations = 300;
    internal const double RelativeTolerance = 1e-4;

    private readonly Samples _samples;
    private readonly ClusterPass _pass;

    /// <param name="weights">One a sample; null for 1 each.</param>
    /// <param name="centres">[K, D]; taken over.</param>
    public KMeansClusters(Samples samples, double[]? weights, double[] centres)
        : this(samples, ClusterPass.Over(samples, weights, get_num_threads()), centres)
    {
    }

    private KMeansClusters(Samples samples, ClusterPass pass, double[] centres)
    {
        (_samples, _pass, Centres) = (samples, pass, centres);
        Components = centres.Length / samples.Features;
        Labels = new int[samples.Count];
        Array.Fill(Labels, -1);
    }

    public int Components { get; }

    /// <summary>[K, D].</summary>
    public double[] Centres { get; private set; }

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
    public static KMeansClusters Seeded(Samples samples, double[]? weights, int components)
    {
        var pass = ClusterPass.Over(samples, weights, get_num_threads());
        return new(samples, pass, PlusPlusSeeds.Draw(samples, pass, components, PlusPlusSeeds.Uniform));
    }

    /// <summary>Lloyd's iterations: move each centre to the mean of its samples, until no sample changes its centre.</summary>
    /// <remarks>Also ends when the centres' squared moves add up to less than 1e-4 of the mean variance of the features.</remarks>
    public void Settle()
    {
        double tolerance = RelativeTolerance * _samples.MeanVariance();
        while (Iterations < MostIterations && !Converged)
        {
            Iterations++;
            var sums = Sums();
            double moved = MoveCentres(sums);
            Converged = !sums.Changed || moved <= tolerance;
        }

        Assign();
    }

    /// <summary>Gives each sample to its nearest centre.</summary>
    public void Assign() => Sums();

    internal static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double squared = 0;
        for (int d = 0; d < a.Length; d++)
        {
            squared += (a[d] - b[d]) * (a[d] - b[d]);
        }

        return squared;
    }

    private ClusterSums Sums()
    {
        var sums = _pass.Assign(Centres, Labels);
        Inertia = sums.Inertia;
        return sums;
    }

    /// <returns>Sum of the squared distances that the centres moved.</returns>
    private double MoveCentres(ClusterSums sums)
    {
        int features = _samples.Features;
        double[] next = new double[Centres.Length];
        double[]? distances = null;
        double moved = 0;
        for (int k = 0; k < Components; k++)
        {
            int farthest = -1;
            if (sums.Totals[k] <= 0)
            {
                // A centre without samples goes to the sample that is worst off.
                distances ??= [.. Labels.Select((label, n) => SquaredDistance(_samples.Row(n), Centres.AsSpan(label * features, features)))];
                farthest = Array.IndexOf(distances, distances.Max());
                distances[farthest] = 0;
            }

            for (int at = k * features; at < (k + 1) * features; at++)
            {
                next[at] = farthest < 0 ? Centres[at] + (sums.First[at] / sums.Totals[k]) : _samples.Row(farthest)[at - (k * features)];
                moved += (next[at] - Centres[at]) * (next[at] - Centres[at]);
            }
        }

        Centres = next;
        return moved;
    }
}
