using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>Any loss whose derivatives by the log-densities are known already; its own value is not needed.</summary>
/// <param name="gradient">Derivatives, [C, P].</param>
internal sealed class GivenGradient<T>(SampleBlock<T> samples, T[] gradient) : TileLoss<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(Tile<T> tile)
    {
        for (int c = 0; c < tile.Classes; c++)
        {
            var factor = tile.Factor(c);
            var total = tile.Total(c);
            var incoming = samples.Row(gradient, c, tile.Start, tile.Length);
            for (int i = 0; i < factor.Length; i++)
            {
                factor[i] = incoming[i] / total[i];
            }
        }

        return 0;
    }
}
