using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <content>One component at the samples of a tile: how surprising they are, and its sums.</content>
internal sealed partial class MixtureKernel<T>
{
    /// <summary>One axis of one component; scale is √(½ log₂ e) / σ, so that squares add up to bits.</summary>
    private readonly record struct Axis(int Index, T Mean, T Scale);

    /// <summary>-log₂(π N(x | μ, σ²)): differences first, because expanding (x-μ)² would cancel where σ is small.</summary>
    /// <remarks>Two axes at a time, so that the sum is read and written half as often. An odd last axis has itself as partner.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Surprisal(int m, Tile<T> tile)
    {
        var surprisal = tile.Component(m);
        for (int d = 0; d < samples.Features; d += 2)
        {
            var (x, y) = (Along(m, d), Partner(m, d));
            if (d == 0)
            {
                Squares(_heights[m], x, y, Samples(x, tile), Samples(y, tile), surprisal);
            }
            else
            {
                AddSquares(x, y, Samples(x, tile), Samples(y, tile), surprisal);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WeightedSums(int m, Tile<T> tile, ReadOnlySpan<Vector<T>> factor, Span<double> sums)
    {
        var w = tile.Component(m);
        sums[0] += Weigh(w, factor);
        for (int d = 0; d < samples.Features; d += 2)
        {
            var (x, y) = (Along(m, d), Partner(m, d));
            Span<double> moments = [0, 0, 0, 0];
            Moments(w, x.Mean, y.Mean, Samples(x, tile), Samples(y, tile), moments);
            var own = sums[(1 + (2 * d))..];
            for (int i = 0; i < Math.Min(own.Length, 4); i++)
            {
                own[i] += moments[i];
            }
        }
    }

    private Axis Along(int m, int d)
    {
        int i = (m * samples.Features) + d;
        return new(d, _means[i], _scales[i]);
    }

    /// <summary>The axis after d; where there is none, d itself at scale 0, which adds nothing.</summary>
    private Axis Partner(int m, int d) => d + 1 < samples.Features ? Along(m, d + 1) : Along(m, d) with { Scale = T.Zero };

    private ReadOnlySpan<Vector<T>> Samples(Axis axis, Tile<T> tile) => samples.Axis(axis.Index, tile.Start, tile.Length);
}
