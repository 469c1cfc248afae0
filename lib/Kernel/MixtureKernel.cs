using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>
/// Log-densities of mixtures, and what a loss's gradient needs, in one pass over samples on plain memory, several samples an
/// instruction. <see cref="DiagonalMixtures"/> says the same in tensors, and tests this.
/// </summary>
/// <remarks>
/// <para>
/// Samples are cut into <see cref="Tile{T}"/>s. In a tile every loop runs along the samples, with a component's numbers in
/// registers: surprisals of all components, their exponentials relative to the class's largest, the loss, weighted sums.
/// Everything is in bits, because 2^x is faster than e^x.
/// </para>
/// <para>
/// Runs of tiles go to the threads. What a run adds up is kept apart and summed in the order of the samples, so no result
/// depends on the number of threads.
/// </para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="samples">N samples of D features.</param>
/// <param name="counts">Number of components of each of C classes; they sum to M.</param>
/// <param name="threads">Most threads to use.</param>
internal sealed partial class MixtureKernel<T>(SampleBlock<T> samples, IReadOnlyList<int> counts, int threads)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Bytes of a tile's components: small enough to stay in the second-level cache, large enough to amortise each loop.</summary>
    private const int TileBytes = 48 * 1024;

    /// <summary>Components times samples that are worth waking another thread for.</summary>
    private const int WorthAThread = 32 * 1024;

    private readonly int[] _firsts = [.. Starts(counts)];
    private readonly T[] _means = new T[counts.Sum() * samples.Features];
    private readonly T[] _scales = new T[counts.Sum() * samples.Features];
    private readonly T[] _heights = new T[counts.Sum()];
    private double[]? _partial;

    private int Components => _heights.Length;

    /// <summary>How many sums <see cref="Differentiate"/> gives, M·(1 + 2D).</summary>
    public int Sums => Components * SumsPerComponent;

    private int SumsPerComponent => 1 + (2 * samples.Features);

    /// <summary>Sets what the components are.</summary>
    /// <param name="logWeights">Natural logarithms of the weights, [M].</param>
    /// <param name="means">Means, [M, D].</param>
    /// <param name="stdevs">Standard deviations, positive, [M, D].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetComponents(ReadOnlySpan<double> logWeights, ReadOnlySpan<double> means, ReadOnlySpan<double> stdevs)
    {
        int features = samples.Features;
        double toBits = Math.Sqrt(0.5 / Math.Log(2));
        for (int m = 0; m < Components; m++)
        {
            double logAtMean = logWeights[m] - (0.5 * features * Math.Log(2 * Math.PI));
            for (int i = m * features; i < (m + 1) * features; i++)
            {
                logAtMean -= Math.Log(stdevs[i]);
                _means[i] = T.CreateChecked(means[i]);
                _scales[i] = T.CreateSaturating(toBits / stdevs[i]);
            }

            _heights[m] = T.CreateSaturating(-logAtMean / Math.Log(2));
        }
    }

    /// <summary>Natural-log density of each sample under each class, into [C, P].</summary>
    public void LogDensities(T[] result) => ForEachTile(new(samples.Vectors, TileLength), (tile, _) =>
    {
        Densities(tile);
        for (int c = 0; c < tile.Classes; c++)
        {
            LogDensities(tile.Least(c), tile.Total(c), samples.Row(result, c, tile.Start, tile.Length));
        }
    });

    /// <summary>A loss summed over samples, and what its gradient needs.</summary>
    /// <param name="loss">Says how the loss follows from the densities of the classes.</param>
    /// <param name="sums">
    /// For each component in order 1 + 2D sums over samples, [M, 1 + 2D]: of w, then for each axis of w·(x - μ) and of
    /// w·(x - μ)², where w is the loss's derivative by the class's log-density times the component's responsibility.
    /// </param>
    public double Differentiate(TileLoss<T> loss, Span<double> sums)
    {
        int width = Sums;
        var runs = new TileRuns(samples.Vectors, TileLength);
        _partial ??= new double[runs.Count * (width + 1)];
        double[] partial = _partial;
        Array.Clear(partial);
        ForEachTile(runs, [MethodImpl(MethodImplOptions.AggressiveOptimization)] (tile, run) =>
        {
            Densities(tile);
            var own = partial.AsSpan(run * (width + 1), width + 1);
            own[width] += loss.Evaluate(tile);
            for (int c = 0; c < tile.Classes; c++)
            {
                for (int m = _firsts[c]; m < _firsts[c + 1]; m++)
                {
                    WeightedSums(m, tile, tile.Factor(c), own.Slice(m * SumsPerComponent, SumsPerComponent));
                }
            }
        });

        sums.Clear();
        double total = 0;
        for (int run = 0; run < runs.Count; run++)
        {
            var own = partial.AsSpan(run * (width + 1), width + 1);
            for (int i = 0; i < width; i++)
            {
                sums[i] += own[i];
            }

            total += own[width];
        }

        return total;
    }

    /// <summary>Least, Total and each Component of every class of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Densities(Tile<T> tile)
    {
        for (int c = 0; c < tile.Classes; c++)
        {
            var least = tile.Least(c);
            var total = tile.Total(c);
            least.Fill(new(T.BitDecrement(T.PositiveInfinity)));
            for (int m = _firsts[c]; m < _firsts[c + 1]; m++)
            {
                Surprisal(m, tile);
                VectorMath.TakeLeast(least, tile.Component(m));
            }

            total.Clear();
            for (int m = _firsts[c]; m < _firsts[c + 1]; m++)
            {
                VectorMath.Exponentiate(tile.Component(m), least, total);
            }
        }
    }

    private delegate void TileBody(Tile<T> tile, int run);

    private int TileLength => Math.Clamp(TileBytes / Unsafe.SizeOf<Vector<T>>() / Components / WideLoops.Narrow * WideLoops.Narrow, 8, 128);

    private void ForEachTile(TileRuns runs, TileBody body) => runs.Share(threads, (double)samples.Count * Components / WorthAThread, () =>
    {
        var room = AlignedRoom.OfThisThread<T>(Tile<T>.Rows(Components, counts.Count) * TileLength);
        while (runs.Take(out int run))
        {
            for (int at = runs.First(run); at < runs.First(run + 1); at++)
            {
                var (start, length) = runs.Tile(at);
                body(new(room, start, length, Components, counts.Count), run);
            }
        }
    });

    private static IEnumerable<int> Starts(IReadOnlyList<int> counts)
    {
        int first = 0;
        yield return first;
        foreach (int count in counts)
        {
            yield return first += count;
        }
    }
}
