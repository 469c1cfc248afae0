namespace Gmm;

/// <summary>Lets what is in use be used to the end before it is freed, whichever threads use and free it.</summary>
internal sealed class Lifetime
{
    private readonly object _lock = new();
    private int _uses;
    private bool _ended;

    /// <summary>Begins a use, which ends when the result is disposed; uses may be nested.</summary>
    /// <param name="owner">What is used, for the exception.</param>
    /// <exception cref="ObjectDisposedException">It has been freed, or is about to be.</exception>
    public IDisposable Use(object owner)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_ended, owner);
            _uses++;
        }

        return new Ending(this);
    }

    /// <summary>Lets no more uses begin, and waits for those that have.</summary>
    /// <returns>Whether it was alive until now.</returns>
    public bool End()
    {
        lock (_lock)
        {
            bool first = !_ended;
            _ended = true;
            while (_uses > 0)
            {
                Monitor.Wait(_lock);
            }

            return first;
        }
    }

    private void EndUse()
    {
        lock (_lock)
        {
            _uses--;
            Monitor.PulseAll(_lock);
        }
    }

    private sealed class Ending(Lifetime lifetime) : IDisposable
    {
        public void Dispose() => lifetime.EndUse();
    }
}
