namespace Gmm;

/// <summary>What k-means needs to know of some samples to move its centres: sums over the samples nearest to each.</summary>
/// <param name="centres">[K, D].</param>
/// <param name="components">K.</param>
internal sealed class ClusterSums(double[] centres, int components) : ISum<ClusterSums>
{
    /// <summary>The centres that samples were given to, [K, D].</summary>
    public double[] Centres => centres;

    /// <summary>Σ w, [K].</summary>
    public double[] Totals { get; } = new double[components];

    /// <summary>Σ w·(x - centre), [K, D].</summary>
    public double[] First { get; } = new double[centres.Length];

    /// <summary>Σ w·|x - centre|².</summary>
    public double Inertia { get; set; }

    /// <summary>Whether a sample has another centre than before.</summary>
    public bool Changed { get; set; }

    public void Add(ClusterSums other)
    {
        for (int k = 0; k < Totals.Length; k++)
        {
            Totals[k] += other.Totals[k];
        }

        for (int i = 0; i < First.Length; i++)
        {
            First[i] += other.First[i];
        }

        Inertia += other.Inertia;
        Changed |= other.Changed;
    }

    public void Clear()
    {
        Array.Clear(Totals);
        Array.Clear(First);
        (Inertia, Changed) = (0, false);
    }
}
