namespace Gmm;

/// <summary>Adds up the sums of runs in the order of the runs, whichever is done first: bits do not depend on threads.</summary>
/// <param name="total">To add to.</param>
/// <param name="create">Sums over no samples.</param>
internal sealed class OrderedSum<T>(T total, Func<T> create)
    where T : ISum<T>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, T> _early = [];
    private readonly Stack<T> _free = [];
    private int _next;

    /// <summary>Room for a run's sums.</summary>
    public T Rent()
    {
        lock (_lock)
        {
            return _free.TryPop(out var free) ? free : create();
        }
    }

    /// <summary>Takes a run's sums back.</summary>
    public void Add(int run, T part)
    {
        lock (_lock)
        {
            _early[run] = part;
            for (; _early.Remove(_next, out var next); _next++)
            {
                total.Add(next);
                next.Clear();
                _free.Push(next);
            }
        }
    }
}
