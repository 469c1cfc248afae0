namespace Gmm;

/// <summary>
/// Whether the samples can vouch for a mixture. The likelihood of a component that closes in on a handful of them has no upper
/// bound, so that neither it nor a criterion made of it says anything.
/// </summary>
/// <seealso href="https://doi.org/10.1016/S0167-7152(02)00396-6">Biernacki and Chrétien, 2003</seealso>
internal sealed class Soundness
{
    private readonly KernelExpectation _distinct;
    private readonly CovarianceType _type;
    private readonly double _floor;

    /// <param name="samples">In standard units.</param>
    /// <param name="type">Of the mixtures to come.</param>
    /// <param name="floor">Smallest variance of a fit: what is as narrow as that has collapsed.</param>
    public Soundness(Samples samples, double[]? weights, CovarianceType type, double floor)
    {
        var rows = new HashSet<int>(Enumerable.Range(0, samples.Count).Where(n => weights is null || weights[n] > 0), new RowComparer(samples));
        (Distinct, _type, _floor) = (rows.Count, type, floor);
        _distinct = new(rows.Count == samples.Count ? samples : samples.At([.. rows.Order()]), weights: null);
    }

    /// <summary>Number of different samples, without those of weight 0.</summary>
    public int Distinct { get; }

    /// <summary>Samples without which a component's covariance has no volume.</summary>
    public static int LeastSamples(CovarianceType type, int features) =>
        type.Covariance().IsAxisAligned ? 2 : OwnParameters(type, features) == 0 ? 1 : features + 1;

    /// <summary>
    /// Samples that vouch for a component in a search: twice as many as numbers of its own were chosen. The more ways there are to
    /// choose them, the likelier a few samples lie by chance so that a component gains more there than a criterion asks of it.
    /// Tied components have few numbers of their own, but one matrix for all fits itself to any gap: they need sixteen at least.
    /// With less, one in thirty searches of <c>randn(n, 2)</c>, n from 6 to 30, sees two components; with it 22 of 2500 do, and 20 of
    /// 600 of <c>randn(n, 1)</c>.
    /// </summary>
    public static int EnoughSamples(CovarianceType type, int components, int features) => components == 1
        ? LeastSamples(type, features)
        : Math.Max(type == CovarianceType.Tied ? 16 : 0, 2 * (1 + features + OwnParameters(type, features)));

    /// <summary>Numbers that a covariance has to itself.</summary>
    private static int OwnParameters(CovarianceType type, int features) =>
        type.Covariance().ParameterCount(2, features) - type.Covariance().ParameterCount(1, features);

    /// <param name="mixture">In standard units.</param>
    /// <param name="least">Distinct samples that each component must answer for, added up share by share.</param>
    /// <returns>What makes the mixture degenerate, or null.</returns>
    public string? Flaw(GaussianMixture mixture, int least)
    {
        double[] own = _distinct.Run(mixture).Totals;
        int few = Array.FindIndex(own, total => !(total >= least - 0.5));
        if (few >= 0)
        {
            return FormattableString.Invariant($"component {few} stands on {own[few]:0.#} distinct samples: {_type.Covariance().Name} covariance needs {least}");
        }

        int narrow = Enumerable.Range(0, mixture.Components).FirstOrDefault(k => mixture.IsNarrow(k, 4 * _floor), -1);
        return narrow < 0 ? null : $"component {narrow} has lost its width in a direction";
    }

    private sealed class RowComparer(Samples samples) : IEqualityComparer<int>
    {
        public bool Equals(int a, int b) => samples.Row(a).SequenceEqual(samples.Row(b));

        public int GetHashCode(int n)
        {
            var hash = default(HashCode);
            foreach (double value in samples.Row(n))
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
