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
            await _processes.WaitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            using var process = new NotebookProcess(notebook, options.CellTimeout);
            await _turns.WaitAsync(stop.Token);
            try
            {
                return _failed ? null : await ExecuteAsync(notebook, process, stop.Token);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            _processes.Release();
        }
    }

    public void Dispose()
    {
        Stop();
        _processes.Dispose();
        _turns.Dispose();
        _stop.Dispose();
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
