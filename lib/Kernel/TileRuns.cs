namespace Gmm;

/// <summary>Samples cut into tiles that stay in the nearest caches, and tiles into runs, which threads take one after another.</summary>
/// <remarks>How they are cut depends on the samples alone: what is added up run by run does not depend on the number of threads.</remarks>
/// <param name="vectors">All there is, in whatever unit the tiles are measured.</param>
/// <param name="length">Of a tile; the last may be shorter.</param>
/// <param name="most">Runs; as many partial sums there are, however many samples.</param>
internal sealed class TileRuns(int vectors, int length, int most = 64)
{
    private readonly int _tiles = (vectors + length - 1) / length;
    private int _taken;

    public int Count { get; } = Math.Min(most, (vectors + length - 1) / length);

    /// <summary>Calls a worker on each thread, which takes runs until there is none.</summary>
    /// <param name="threads">Most threads.</param>
    /// <param name="worth">For how many the work is enough.</param>
    public void Share(int threads, double worth, Action worker)
    {
        int workers = (int)Math.Clamp(Math.Min(1 + worth, threads), 1, Count);
        if (workers == 1)
        {
            worker();
        }
        else
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => worker());
        }
    }

    /// <summary>Whoever is free takes the next run: a thread that wakes late, or that another program interrupts, then does fewer.</summary>
    /// <returns>False if there is none.</returns>
    public bool Take(out int run)
    {
        run = Interlocked.Increment(ref _taken) - 1;
        return run < Count;
    }

    /// <summary>The first tile of a run, and so the one after the last tile of the run before.</summary>
    public int First(int run) => (int)((long)_tiles * run / Count);

    /// <summary>From where to where a run goes.</summary>
    public (int Start, int End) Of(int run) => (First(run) * length, Math.Min(First(run + 1) * length, vectors));

    /// <summary>Where a tile starts, and its length.</summary>
    public (int Start, int Length) Tile(int tile) => (tile * length, Math.Min(length, vectors - (tile * length)));
}
