using System.Collections.Concurrent;

namespace NotebookHost;

/// <summary>
/// Runs everything on the calling thread, also what follows an await: a torch scope belongs to the thread that opened it.
/// </summary>
internal sealed class CellThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];

    public static void Run(Func<Task> main)
    {
        var thread = new CellThread();
        SetSynchronizationContext(thread);
        var task = main();
        task.ContinueWith(_ => thread._work.CompleteAdding(), TaskScheduler.Default);
        foreach (var (callback, state) in thread._work.GetConsumingEnumerable())
        {
            callback(state);
        }

        task.GetAwaiter().GetResult();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _work.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The notebook has ended; what a cell left running in the background ends with it.
        }
    }
}
