using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmm;

/// <summary>What <see cref="MixturePass"/> knows of some groups of samples, all of it in the nearest caches.</summary>
/// <param name="room">Memory to work in, <see cref="Room"/> vectors or more.</param>
internal readonly ref struct MixtureTile(Span<Vector<double>> room, GaussianComponents components, int groups)
{
    private static readonly Vector<double> Ln2 = new(Math.Log(2));

    private readonly int _length = groups * GroupedSamples.Width;
    private readonly Span<Vector<double>> _room = room;

    public static int Room(GaussianComponents components, int groups) =>
        groups * (((components.Count + 2) * GroupedSamples.Width) + components.Scratch);

    /// <summary>Of component k: its surprisals in bits, then π N(x) / 2^-Least, then weight times share; [groups, 4].</summary>
    public Span<Vector<double>> Component(int k) => _room.Slice(k * _length, _length);

    /// <summary>Of all components, [K, groups, 4].</summary>
    public Span<Vector<double>> Components => _room[..(components.Count * _length)];

    /// <summary>For the components' own use.</summary>
    public Span<Vector<double>> Scratch => _room.Slice((components.Count + 2) * _length, groups * components.Scratch);

    /// <summary>Least surprisal of a component: what is taken out so that not all exponentials vanish.</summary>
    private Span<Vector<double>> Least => Component(components.Count);

    /// <summary>The density is Total · 2^-Least.</summary>
    private Span<Vector<double>> Total => Component(components.Count + 1);

    /// <param name="x">[groups, D, 4].</param>
    public void Evaluate(ReadOnlySpan<Vector<double>> x)
    {
        components.Surprisals(x, Components, Scratch);
        Least.Fill(new(double.MaxValue));
        Total.Clear();
        for (int k = 0; k < components.Count; k++)
        {
            VectorMath.TakeLeast(Least, Component(k));
        }

        for (int k = 0; k < components.Count; k++)
        {
            VectorMath.Exponentiate(Component(k), Least, Total);
        }
    }

    /// <summary>Natural-log densities, [groups, 4].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LogDensities(Span<Vector<double>> result)
    {
        var least = Least[..result.Length];
        var total = Total[..result.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = LogDensity(least[i], total[i]);
        }
    }

    /// <summary>Turns the components into weight times share.</summary>
    /// <param name="weights">[groups, 4].</param>
    /// <returns>Σ weight · log-density; samples of weight 0 may be infinitely surprising.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Share(ReadOnlySpan<Vector<double>> weights)
    {
        double logLikelihood = AreOne(weights) ? LogLikelihood() : LogLikelihood(weights);
        var total = Total[..weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            total[i] = weights[i] / total[i];
        }

        for (int k = 0; k < components.Count; k++)
        {
            VectorMath.MultiplyBy(Component(k), total);
        }

        return logLikelihood;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double LogLikelihood(ReadOnlySpan<Vector<double>> weights)
    {
        var least = Least[..weights.Length];
        var total = Total[..weights.Length];
        var sum = Vector<double>.Zero;
        for (int i = 0; i < weights.Length; i++)
        {
            var counts = Vector.GreaterThan(weights[i], Vector<double>.Zero);
            sum += Vector.ConditionalSelect(counts, weights[i] * LogDensity(least[i], total[i]), Vector<double>.Zero);
        }

        return Vector.Sum(sum);
    }

    /// <summary>Where every sample counts once: the logarithm of the totals' product, not the sum of their logarithms.</summary>
    /// <remarks>
    /// The product is finite: totals are from 1 to K, and <see cref="MixturePass"/> gives a tile of many components few samples. At most, of 15
    /// components, it is 15^64.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double LogLikelihood()
    {
        var (p0, p1) = (Vector<double>.One, Vector<double>.One);
        var (s0, s1) = (Vector<double>.Zero, Vector<double>.Zero);
        for (int i = 0; i < Total.Length; i += 2)
        {
            var totals = Total.Slice(i, 2);
            var least = Least.Slice(i, 2);
            (p0, p1) = (p0 * totals[0], p1 * totals[1]);
            (s0, s1) = (s0 + least[0], s1 + least[1]);
        }

        return Vector.Sum(LogDensity(s0, p0) + LogDensity(s1, p1));
    }

    /// <summary>Each component's share of the samples, [N, K].</summary>
    /// <param name="first">Which sample is the tile's first.</param>
    public void CopyShares(double[] shares, int first, int samples)
    {
        var total = MemoryMarshal.Cast<Vector<double>, double>(Total);
        int count = Math.Min(total.Length, samples - first);
        for (int k = 0; k < components.Count; k++)
        {
            var own = MemoryMarshal.Cast<Vector<double>, double>(Component(k));
            for (int n = 0; n < count; n++)
            {
                shares[((first + n) * components.Count) + k] = own[n] / total[n];
            }
        }
    }

    /// <remarks>Their bits are compared, because .NET looks through integers several at once, but not through numbers that may be NaN.</remarks>
    private static bool AreOne(ReadOnlySpan<Vector<double>> weights) =>
        !MemoryMarshal.Cast<Vector<double>, long>(weights).ContainsAnyExcept(BitConverter.DoubleToInt64Bits(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogDensity(Vector<double> least, Vector<double> total)
    {
        var most = new Vector<double>(double.MaxValue);
        return Vector.ConditionalSelect(Vector.LessThan(least, most), Vector.Log(total) - (least * Ln2), new(double.NegativeInfinity));
    }
}
