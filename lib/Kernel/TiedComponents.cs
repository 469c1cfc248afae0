using System.Numerics;

namespace Gmm;

/// <summary>Components that tilt in the same way: correlations are taken out once for all, and second moments summed once for all.</summary>
/// <remarks>
/// <para>
/// With m a sample's posterior mean, Σ ρ μ, what the M step needs of a sample is Σ ρ (x - μ)(x - μ)ᵀ = (x - m)(x - m)ᵀ + Σ ρ (μ - m)(μ - m)ᵀ, and
/// the last sum is that of ρᵢρⱼ (μᵢ - μⱼ)(μᵢ - μⱼ)ᵀ over pairs of components. So a sample adds the products of D numbers and those of K
/// numbers, in place of K times the products of D numbers; and nothing is subtracted that could cancel.
/// </para>
/// <para>x - m is Σ ρ (x - μ), whose terms are those of the first moments.</para>
/// </remarks>
internal sealed class TiedComponents : MatrixComponents
{
    private readonly double[] _centre;
    private readonly double[] _whitening;
    private readonly double[] _whitenedMeans; // [K, D]
    private readonly double[] _ones;

    /// <param name="scale">The Cholesky factor, [D, D].</param>
    /// <param name="centre">A point near the samples, [D]: differences from it are whitened, so that little cancels.</param>
    /// <inheritdoc/>
    public TiedComponents(double[] heights, double[] means, double[] scale, double[] centre)
        : base(heights, means, [])
    {
        (_centre, _whitening) = (centre, WhiteningLoops.Packed(scale, Features, ToBits));
        _ones = [.. Enumerable.Repeat(1.0, Features)];
        _whitenedMeans = new double[means.Length];
        for (int k = 0; k < Count; k++)
        {
            var own = _whitenedMeans.AsSpan(k * Features, Features);
            for (int d = 0; d < Features; d++)
            {
                own[d] = means[(k * Features) + d] - centre[d];
            }

            Cholesky.Solve(scale, own);
            for (int d = 0; d < Features; d++)
            {
                own[d] *= ToBits;
            }
        }
    }

    public override SecondMoments Moments => SecondMoments.SharedPairs;

    /// <remarks>Second moments around posterior means, and products of responsibilities.</remarks>
    public override int Sums => HasFewPairs ? Heads + PairLoops.Sums(Features) + PairLoops.Sums(Count) : base.Sums;

    /// <remarks>Differences twice, and shares twice.</remarks>
    public override int Scratch => 2 * (PairLoops.Rows(Features) + (HasFewPairs ? PairLoops.Rows(Count) : 0)) * Width;

    /// <summary>Whether pairs of components are fewer than K times the pairs of axes; else each component sums the pairs of axes by itself.</summary>
    private bool HasFewPairs => Count <= Features * (Features + 1);

    public override void Surprisals(ReadOnlySpan<Vector<double>> x, Span<Vector<double>> surprisals, Span<Vector<double>> scratch)
    {
        int rows = PairLoops.Rows(Features) * Width;
        int group = Features * Width;
        int groups = x.Length / group;
        int length = groups * Width;
        var differences = scratch[..rows];
        Span<Vector<double>> unused = [default, default, default, default];
        var whitened = scratch[rows..];
        for (int g = 0; g < groups; g++)
        {
            WhiteningLoops.Subtract(x.Slice(g * group, group), _centre, differences);
            WhiteningLoops.Apply(_whitening, differences[..group], whitened[(g * group)..], unused);
        }

        for (int k = 0; k < Count; k++)
        {
            AxisComponents.Surprisals(
                Heights[k], _whitenedMeans.AsSpan(k * Features, Features), _ones, whitened[..(groups * group)], surprisals.Slice(k * length, length));
        }
    }

    public override void Add(ReadOnlySpan<Vector<double>> x, ReadOnlySpan<Vector<double>> r, Span<Vector<double>> sums, Span<Vector<double>> scratch)
    {
        if (!HasFewPairs)
        {
            base.Add(x, r, sums, scratch);
            return;
        }

        int groups = r.Length / (Count * Width);
        var (rows, shareRows) = (PairLoops.Rows(Features) * Width, PairLoops.Rows(Count) * Width);
        var residuals = scratch[..(groups * rows)];
        var weighted = scratch.Slice(groups * rows, groups * rows);
        var shares = scratch.Slice(2 * groups * rows, groups * shareRows);
        var weightedShares = scratch.Slice((2 * groups * rows) + (groups * shareRows), groups * shareRows);
        Span<Vector<double>> inverse = stackalloc Vector<double>[Width];
        for (int g = 0; g < groups; g++)
        {
            var own = weighted.Slice(g * rows, rows);
            var ownShares = weightedShares.Slice(g * shareRows, shareRows);
            TiedLoops.Gather(r[(g * Width)..], groups * Width, ownShares, inverse);
            TiedLoops.Weigh(x.Slice(g * Features * Width, Features * Width), Means, ownShares, own, sums[..Heads]);
            TiedLoops.Multiply(ownShares, inverse, shares.Slice(g * shareRows, shareRows));
            TiedLoops.Multiply(own, inverse, residuals.Slice(g * rows, rows));
        }

        PairLoops.Add(residuals, weighted, rows, sums[Second(0)]);
        PairLoops.Add(shares, weightedShares, shareRows, sums[Second(0).End..]);
    }

    public override void CopyTo(SufficientStatistics statistics, ReadOnlySpan<double> sums)
    {
        CopyHeads(statistics, sums);
        double[] second = new double[Features * Features];
        for (int k = 0; k < (HasFewPairs ? 1 : Count); k++)
        {
            PairLoops.CopyTo(sums[Second(k)], second, Features);
            for (int cell = 0; cell < second.Length; cell++)
            {
                statistics.Second[cell] += second[cell];
            }
        }

        if (HasFewPairs)
        {
            AddBetween(statistics.Second, sums[Second(0).End..]);
        }
    }

    /// <summary>Adds what responsibilities say of the means, ρᵢρⱼ (μᵢ - μⱼ)(μᵢ - μⱼ)ᵀ of each pair.</summary>
    private void AddBetween(double[] second, ReadOnlySpan<double> sums)
    {
        double[] products = new double[Count * Count];
        PairLoops.CopyTo(sums, products, Count);
        double[] apart = new double[Features];
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double product = products[(i * Count) + j];
                if (product == 0)
                {
                    continue; // they share no sample
                }

                for (int d = 0; d < Features; d++)
                {
                    apart[d] = Means[(i * Features) + d] - Means[(j * Features) + d];
                }

                SufficientStatistics.AddProducts(second, product, apart);
            }
        }
    }
}
