using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>
/// Cross-entropy of the class that is right, plus λ times its negative log-likelihood:
/// -Σ_n v_n (log q_y(x_n) + λ log p_y(x_n)), where q = softmax(log p) over classes; in nats.
/// </summary>
/// <param name="labels">y, classes as numbers of type T, [P].</param>
/// <param name="weights">v, [P]: 1 for a sample, 0 for padding; other numbers weigh samples.</param>
/// <param name="likelihoodWeight">λ; 0 for plain cross-entropy.</param>
internal sealed class CrossEntropyLoss<T>(SampleBlock<T> samples, T[] labels, T[] weights, double likelihoodWeight) : TileLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(Tile<T> tile)
    {
        // The evidence Σ_c p_c is Sum · 2^-LeastOfAll; OwnLeast and OwnTotal are those of the right class.
        var leastOfAll = tile.Spare(0);
        var sum = tile.Spare(1);
        var ownLeast = tile.Spare(2);
        var ownTotal = tile.Spare(3);
        var y = samples.Row(labels, 0, tile.Start, tile.Length);
        var v = samples.Row(weights, 0, tile.Start, tile.Length);
        leastOfAll.Fill(new(T.BitDecrement(T.PositiveInfinity)));
        for (int c = 0; c < tile.Classes; c++)
        {
            VectorMath.TakeLeast(leastOfAll, tile.Least(c));
        }

        sum.Clear();
        for (int c = 0; c < tile.Classes; c++)
        {
            AddClass(T.CreateChecked(c), y, tile.Least(c), tile.Total(c), tile.Factor(c), leastOfAll, sum, ownLeast, ownTotal);
        }

        double loss = Losses(v, leastOfAll, sum, ownLeast, ownTotal);
        for (int c = 0; c < tile.Classes; c++)
        {
            Factors(T.CreateChecked(c), y, tile.Factor(c), sum, ownTotal);
        }

        return loss;
    }

    /// <summary>Leaves in factor the scale that brings the class's Total to that of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddClass(
        T c,
        ReadOnlySpan<Vector<T>> y,
        ReadOnlySpan<Vector<T>> least,
        ReadOnlySpan<Vector<T>> total,
        Span<Vector<T>> factor,
        ReadOnlySpan<Vector<T>> leastOfAll,
        Span<Vector<T>> sum,
        Span<Vector<T>> ownLeast,
        Span<Vector<T>> ownTotal)
    {
        least = least[..y.Length];
        total = total[..y.Length];
        factor = factor[..y.Length];
        leastOfAll = leastOfAll[..y.Length];
        sum = sum[..y.Length];
        ownLeast = ownLeast[..y.Length];
        ownTotal = ownTotal[..y.Length];
        var label = new Vector<T>(c);
        for (int i = 0; i < y.Length; i++)
        {
            var scale = VectorMath.Exp2(leastOfAll[i] - least[i]);
            factor[i] = scale;
            sum[i] = VectorMath.MultiplyAdd(scale, total[i], sum[i]);

            var isOwn = Vector.Equals(y[i], label);
            ownLeast[i] = Vector.ConditionalSelect(isOwn, least[i], ownLeast[i]);
            ownTotal[i] = Vector.ConditionalSelect(isOwn, total[i], ownTotal[i]);
        }
    }

    /// <summary>The losses in bits, summed; leaves in sum and ownTotal what they contribute to the derivatives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Losses(
        ReadOnlySpan<Vector<T>> v,
        ReadOnlySpan<Vector<T>> leastOfAll,
        Span<Vector<T>> sum,
        ReadOnlySpan<Vector<T>> ownLeast,
        Span<Vector<T>> ownTotal)
    {
        leastOfAll = leastOfAll[..v.Length];
        sum = sum[..v.Length];
        ownLeast = ownLeast[..v.Length];
        ownTotal = ownTotal[..v.Length];
        var lambda = new Vector<T>(T.CreateChecked(likelihoodWeight));
        var bits = Vector<T>.Zero;
        for (int i = 0; i < v.Length; i++)
        {
            var own = ownLeast[i] - leastOfAll[i] + VectorMath.Log2(sum[i] / ownTotal[i]);
            if (likelihoodWeight != 0)
            {
                own += lambda * (ownLeast[i] - VectorMath.Log2(ownTotal[i]));
            }

            // A sample of weight 0, as padding is, may be infinitely surprising.
            var counts = Vector.OnesComplement(Vector.Equals(v[i], Vector<T>.Zero));
            bits += Vector.ConditionalSelect(counts, v[i] * own, Vector<T>.Zero);
            sum[i] = Vector.ConditionalSelect(counts, v[i] / sum[i], Vector<T>.Zero);
            ownTotal[i] = Vector.ConditionalSelect(counts, (v[i] + (v[i] * lambda)) / ownTotal[i], Vector<T>.Zero);
        }

        return Math.Log(2) * double.CreateChecked(Vector.Sum(bits));
    }

    /// <summary>v (q_c - (1 + λ) [y = c]) / Total.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Factors(
        T c, ReadOnlySpan<Vector<T>> y, Span<Vector<T>> factor, ReadOnlySpan<Vector<T>> perSum, ReadOnlySpan<Vector<T>> perOwnTotal)
    {
        factor = factor[..y.Length];
        perSum = perSum[..y.Length];
        perOwnTotal = perOwnTotal[..y.Length];
        var label = new Vector<T>(c);
        for (int i = 0; i < y.Length; i++)
        {
            var own = Vector.ConditionalSelect(Vector.Equals(y[i], label), perOwnTotal[i], Vector<T>.Zero);
            factor[i] = (factor[i] * perSum[i]) - own;
        }
    }
}
