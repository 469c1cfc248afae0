namespace Gmm;

/// <summary>Adds up the sums of runs in the order of the runs, whichever is done first: bits do not depend on threads.</summary>
/// <param name="total">Sums over no samples, to add to.</param>
/// <param name="create">Others.</param>
internal sealed class OrderedSum<T>(T total, Func<T> create) : IDisposable
    where T : class, ISum<T>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, T> _early = [];
    private readonly Stack<T> _free = [];
    private int _next;

    /// <summary>Room for a run's sums: of the first one, the total itself.</summary>
    public T Rent(int run)
    {
        if (run == 0)
        {
            return total;
        }

        lock (_lock)
        {
            if (_free.TryPop(out var free))
            {
                return free;
            }
        }

        return create();
    }

    /// <summary>Takes a run's sums back.</summary>
    public void Add(int run, T part)
    {
        lock (_lock)
        {
            _early[run] = part;
            for (; _early.Remove(_next, out var next); _next++)
            {
                if (next != total)
                {
                    total.Add(next);
                    next.Clear();
                    _free.Push(next);
                }
            }
        }
    }

    /// <summary>Disposes of what came back, and not of the total.</summary>
    public void Dispose()
    {
        foreach (var free in _free)
        {
            (free as IDisposable)?.Dispose();
        }
    }
}
