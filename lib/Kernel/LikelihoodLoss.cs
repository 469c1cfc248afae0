using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>Negative log-likelihood -Σ_n v_n log p(x_n) of one mixture, in nats.</summary>
/// <param name="weights">v, [P]: 1 for a sample, 0 for padding; other numbers weigh samples.</param>
internal sealed class LikelihoodLoss<T>(SampleBlock<T> samples, T[] weights) : TileLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(Tile<T> tile)
    {
        var least = tile.Least(0);
        var total = tile.Total(0);
        var factor = tile.Factor(0);
        var v = samples.Row(weights, 0, tile.Start, tile.Length);
        var bits = Vector<T>.Zero;
        for (int i = 0; i < v.Length; i++)
        {
            // Not v times that alone: a sample of weight 0 may be infinitely surprising.
            var own = v[i] * (least[i] - VectorMath.Log2(total[i]));
            bits += Vector.ConditionalSelect(Vector.Equals(v[i], Vector<T>.Zero), Vector<T>.Zero, own);
            factor[i] = -v[i] / total[i];
        }

        return Math.Log(2) * double.CreateChecked(Vector.Sum(bits));
    }
}
