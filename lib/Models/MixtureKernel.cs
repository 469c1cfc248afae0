using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Gmm;

/// <summary>
/// Log-densities of mixtures and their gradients on plain memory, several samples an instruction.
/// <see cref="DiagonalMixtures.InTensors"/> says the same in tensors, and tests this.
/// </summary>
/// <remarks>
/// Samples are cut into tiles small enough to stay in the processor's nearest caches, and tiles go to the threads. What a
/// tile adds up is kept apart and summed in the order of the tiles, so no result depends on the number of threads.
/// Arrays are row-major, with N padded to P, a multiple of the vector length: samples [D, P], densities [C, P].
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class MixtureKernel<T>(T[] samples, int padded, int features, MixtureKernel<T>.Component[][] mixtures, int threads)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Tile = 512;

    /// <summary>One component: means and 1/σ per axis [D], and log π + log N(μ | μ, σ²), its height at the mean.</summary>
    internal readonly record struct Component(T[] Means, T[] Precisions, T AtMean);

    /// <summary>N, rounded up to whole vectors.</summary>
    public static int Pad(long n) => checked((int)((n + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count));

    /// <summary>Log-density of each sample under each mixture, into [C, P].</summary>
    public void LogDensities(T[] result) => ForEachTile((tile, responsibility, maximum, total) =>
    {
        for (int c = 0; c < mixtures.Length; c++)
        {
            Exponentiate(mixtures[c], tile.Start, responsibility, maximum, total);
            var output = Row(result, c, tile.Start, maximum.Length);
            for (int i = 0; i < output.Length; i++)
            {
                output[i] = maximum[i] + Log(total[i]);
            }
        }
    });

    /// <summary>What the parameters' gradients need, summed over samples, from the gradient of the log-densities [C, P].</summary>
    /// <returns>
    /// For each component in order 1 + 2D sums: of w, then for each axis of w·z and of w·z², where w is the incoming
    /// gradient times the component's responsibility and z = (x - μ) / σ.
    /// </returns>
    public double[] Sums(T[] gradient)
    {
        int perComponent = 1 + (2 * features);
        int perTile = mixtures.Sum(m => m.Length) * perComponent;
        double[] sums = new double[Tiles * perTile];
        ForEachTile((tile, responsibility, maximum, total) =>
        {
            var own = sums.AsSpan(tile.Index * perTile, perTile);
            for (int c = 0; c < mixtures.Length; c++)
            {
                Exponentiate(mixtures[c], tile.Start, responsibility, maximum, total);
                var incoming = Row(gradient, c, tile.Start, total.Length);
                for (int k = 0; k < mixtures[c].Length; k++)
                {
                    var w = responsibility.Slice(k * total.Length, total.Length);
                    for (int i = 0; i < w.Length; i++)
                    {
                        w[i] *= incoming[i] / total[i];
                    }

                    WeightedSums(mixtures[c][k], tile.Start, w, own[..perComponent]);
                    own = own[perComponent..];
                }
            }
        });

        double[] result = new double[perTile];
        for (int i = 0; i < sums.Length; i++)
        {
            result[i % perTile] += sums[i];
        }

        return result;
    }

    /// <summary>
    /// exp(log π_k + log N_k(x) - maximum) for each component k and sample of a tile, the maximum over components taken out
    /// so that nothing vanishes, and the total over components: the two halves of a safe log-sum-exp.
    /// </summary>
    private void Exponentiate(Component[] mixture, int start, Span<Vector<T>> terms, Span<Vector<T>> maximum, Span<Vector<T>> total)
    {
        var nothing = new Vector<T>(T.NegativeInfinity);
        maximum.Fill(nothing);
        for (int k = 0; k < mixture.Length; k++)
        {
            var joint = terms.Slice(k * maximum.Length, maximum.Length);
            Joint(mixture[k], start, joint);
            for (int i = 0; i < joint.Length; i++)
            {
                maximum[i] = Vector.Max(maximum[i], joint[i]);
            }
        }

        // Where every component is at -∞ there is nothing to take out: -∞ - -∞ would be no number.
        for (int i = 0; i < maximum.Length; i++)
        {
            maximum[i] = Vector.ConditionalSelect(Vector.Equals(maximum[i], nothing), Vector<T>.Zero, maximum[i]);
        }

        total.Clear();
        for (int k = 0; k < mixture.Length; k++)
        {
            var term = terms.Slice(k * maximum.Length, maximum.Length);
            for (int i = 0; i < term.Length; i++)
            {
                term[i] = Exp(term[i] - maximum[i]);
                total[i] += term[i];
            }
        }
    }

    /// <summary>log π + log N(x | μ, σ²): differences first, because expanding (x-μ)² would cancel where σ is small.</summary>
    private void Joint(Component component, int start, Span<Vector<T>> joint)
    {
        joint.Clear();
        for (int d = 0; d < features; d++)
        {
            var x = Row(samples, d, start, joint.Length);
            var (mean, precision) = (new Vector<T>(component.Means[d]), new Vector<T>(component.Precisions[d]));
            for (int i = 0; i < joint.Length; i++)
            {
                var z = (x[i] - mean) * precision;
                joint[i] += z * z;
            }
        }

        var (atMean, half) = (new Vector<T>(component.AtMean), new Vector<T>(T.CreateChecked(0.5)));
        for (int i = 0; i < joint.Length; i++)
        {
            joint[i] = atMean - (half * joint[i]);
        }
    }

    private void WeightedSums(Component component, int start, Span<Vector<T>> w, Span<double> sums)
    {
        var weight = Vector<T>.Zero;
        for (int i = 0; i < w.Length; i++)
        {
            weight += w[i];
        }

        sums[0] = double.CreateChecked(Vector.Sum(weight));
        for (int d = 0; d < features; d++)
        {
            var x = Row(samples, d, start, w.Length);
            var (mean, precision) = (new Vector<T>(component.Means[d]), new Vector<T>(component.Precisions[d]));
            var (first, second) = (Vector<T>.Zero, Vector<T>.Zero);
            for (int i = 0; i < w.Length; i++)
            {
                var z = (x[i] - mean) * precision;
                var wz = w[i] * z;
                first += wz;
                second += wz * z;
            }

            sums[1 + (2 * d)] = double.CreateChecked(Vector.Sum(first));
            sums[2 + (2 * d)] = double.CreateChecked(Vector.Sum(second));
        }
    }

    private int Tiles => (padded + Tile - 1) / Tile;

    private delegate void TileBody((int Index, int Start) tile, Span<Vector<T>> terms, Span<Vector<T>> maximum, Span<Vector<T>> total);

    private void ForEachTile(TileBody body)
    {
        int most = mixtures.Max(m => m.Length);
        if (threads == 1 || Tiles == 1)
        {
            for (int tile = 0; tile < Tiles; tile++)
            {
                Run(tile);
            }
        }
        else
        {
            Parallel.For(0, Tiles, new ParallelOptions { MaxDegreeOfParallelism = threads }, Run);
        }

        void Run(int tile)
        {
            int start = tile * Tile;
            int vectors = Math.Min(Tile, padded - start) / Vector<T>.Count;
            var scratch = ArrayPool<Vector<T>>.Shared.Rent((most + 2) * vectors);
            var span = scratch.AsSpan();
            body((tile, start), span[..(most * vectors)], span.Slice(most * vectors, vectors), span.Slice((most + 1) * vectors, vectors));
            ArrayPool<Vector<T>>.Shared.Return(scratch);
        }
    }

    private Span<Vector<T>> Row(T[] array, int row, int start, int vectors) =>
        MemoryMarshal.Cast<T, Vector<T>>(array.AsSpan((row * padded) + start, vectors * Vector<T>.Count));

    private static Vector<T> Exp(Vector<T> x) => typeof(T) == typeof(float)
        ? Vector.Exp(x.As<T, float>()).As<float, T>()
        : Vector.Exp(x.As<T, double>()).As<double, T>();

    private static Vector<T> Log(Vector<T> x) => typeof(T) == typeof(float)
        ? Vector.Log(x.As<T, float>()).As<float, T>()
        : Vector.Log(x.As<T, double>()).As<double, T>();
}
