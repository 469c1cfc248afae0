using System.Diagnostics;

namespace NotebookHost;

/// <summary>Notebooks that take turns in their order, so many at once.</summary>
/// <remarks>While they run, the process of the next gets ready, once the first cell of all has left it a processor to do so.</remarks>
internal sealed class NotebookTurns(RunOptions options, IProgressView view) : IDisposable
{
    private readonly SemaphoreSlim _processes = new(options.Jobs);
    private readonly SemaphoreSlim _turns = new(options.Jobs);
    private readonly CancellationTokenSource _stop = new();
    private int _firstCells;
    private volatile bool _failed; // whatever has not had its turn comes after what failed: it gets none

    /// <summary>Ends what runs, and starts nothing more.</summary>
    public void Stop() => _stop.Cancel();

    /// <returns>Null where its turn did not come before all was stopped.</returns>
    public async Task<FinishedNotebook?> RunAsync(Notebook notebook, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        try
        {
            return await InTurnAsync(_processes, GetReadyAsync, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        async Task<FinishedNotebook?> GetReadyAsync()
        {
            using var process = new NotebookProcess(notebook, options.CellTimeout);
            return await InTurnAsync(_turns, async () => _failed ? null : await ExecuteAsync(notebook, process, stop.Token), stop.Token);
        }
    }

    public void Dispose()
    {
        Stop();
        _processes.Dispose();
        _turns.Dispose();
        _stop.Dispose();
    }

    private static async Task<FinishedNotebook?> InTurnAsync(SemaphoreSlim places, Func<Task<FinishedNotebook?>> work, CancellationToken stop)
    {
        await places.WaitAsync(stop);
        try
        {
            return await work();
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<FinishedNotebook> ExecuteAsync(Notebook notebook, NotebookProcess process, CancellationToken stop)
    {
        int cells = notebook.CodeCells.Count;
        var watch = Stopwatch.StartNew();
        var progress = view.Start(notebook, cells);
        var executed = await process.ExecuteAsync(Show, stop);
        var outcome = executed.FailedCell is null ? Outcome.Succeeded
            : stop.IsCancellationRequested ? Outcome.Interrupted
            : Outcome.Failed;
        _failed |= outcome != Outcome.Succeeded && !options.KeepGoing;
        progress.NotebookFinished(outcome);
        var finished = executed.Cells.Count(c => c.ExecutionCount is not null && c != executed.FailedCell);
        return new(executed, new(notebook.Path, outcome, finished, cells, watch.Elapsed, Failure.Of(executed)));

        void Show(CellEvent cellEvent)
        {
            if (cellEvent is CellStarted started)
            {
                var cell = notebook.Cells[started.Number - 1];
                progress.CellStarted(cell, notebook.CodePosition(cell));
            }
            else if (cellEvent is CellFinished)
            {
                progress.CellFinished();
                if (Interlocked.Exchange(ref _firstCells, 1) == 0)
                {
                    _processes.Release();
                }
            }
        }
    }
}
