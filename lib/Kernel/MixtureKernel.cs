using System.Buffers;
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

    /// <summary>Runs of tiles: as many partial sums are kept, however many samples there are.</summary>
    private const int MostRuns = 64;

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
    public void LogDensities(T[] result) => ForEachTile((tile, _) =>
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
        _partial ??= new double[Runs * (width + 1)];
        double[] partial = _partial;
        Array.Clear(partial);
        ForEachTile((tile, run) =>
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
        for (int run = 0; run < Runs; run++)
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
                Exponentiate(tile.Component(m), least, total);
            }
        }
    }

    /// <summary>-log₂(π N(x | μ, σ²)): differences first, because expanding (x-μ)² would cancel where σ is small.</summary>
    /// <remarks>Two axes at a time, so that the sum is read and written half as often. An odd last axis has itself as partner.</remarks>
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

    private delegate void TileBody(Tile<T> tile, int run);

    private int TileLength => Math.Clamp(TileBytes / Unsafe.SizeOf<Vector<T>>() / Components, 8, 128);

    private int Runs => Math.Min(MostRuns, (samples.Vectors + TileLength - 1) / TileLength);

    private void ForEachTile(TileBody body)
    {
        int length = TileLength;
        int tiles = (samples.Vectors + length - 1) / length;
        long work = (long)samples.Count * Components;
        int workers = (int)Math.Min(Math.Min(threads, Runs), 1 + (work / WorthAThread));
        int taken = 0;
        if (workers == 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Work);
        }

        // Whoever is free takes the next run: a thread that wakes late, or that another program interrupts, then does fewer.
        void Work(int worker)
        {
            var scratch = ArrayPool<Vector<T>>.Shared.Rent(Tile<T>.Rows(Components, counts.Count) * length);
            for (int run = Interlocked.Increment(ref taken) - 1; run < Runs; run = Interlocked.Increment(ref taken) - 1)
            {
                for (int tile = tiles * run / Runs; tile < tiles * (run + 1) / Runs; tile++)
                {
                    int start = tile * length;
                    body(new(scratch, start, Math.Min(length, samples.Vectors - start), Components, counts.Count), run);
                }
            }

            ArrayPool<Vector<T>>.Shared.Return(scratch);
        }
    }

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
