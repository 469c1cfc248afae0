using System.Diagnostics;

namespace NotebookHost;

/// <summary>Runs notebooks one after the other and hands each to the writer as soon as it has ended.</summary>
/// <remarks>While one runs, the process of the next gets ready, once the first cell has left it a processor to do so.</remarks>
internal sealed class NotebookRun(RunOptions options, INotebookWriter writer, IProgressView view) : IDisposable
{
    private readonly List<NotebookResult> _results = [];
    private NotebookProcess? _ready;

    public IReadOnlyList<NotebookResult> Results => _results;

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        writer.Prepare();
        var notebooks = options.Notebooks.Select(Read).ToList();
        for (var i = 0; i < notebooks.Count; i++)
        {
            var (path, notebook, failure) = notebooks[i];
            var stopped = cancellation.IsCancellationRequested
                || (!options.KeepGoing && (_results.Any(r => r.Outcome == Outcome.Failed) || notebooks.Any(n => n.Failure is not null)));
            if (failure is not null)
            {
                _results.Add(new(path, Outcome.Failed, 0, 0, TimeSpan.Zero, failure));
            }
            else if (stopped)
            {
                _results.Add(new(path, Outcome.Skipped, 0, notebook!.CodeCells.Count, TimeSpan.Zero, null));
            }
            else
            {
                var previous = i > 0 ? notebooks[i - 1].Notebook : null;
                var next = i + 1 < notebooks.Count ? notebooks[i + 1].Notebook : null;
                await ExecuteAsync(notebook!, previous, next, cancellation);
            }
        }
    }

    /// <summary>Ends the process that got ready for a notebook that will not be run.</summary>
    public void Dispose() => _ready?.Dispose();

    private async Task ExecuteAsync(Notebook notebook, Notebook? previous, Notebook? next, CancellationToken cancellation)
    {
        int cells = notebook.CodeCells.Count;
        var watch = Stopwatch.StartNew();
        view.NotebookStarted(notebook, cells);
        using var process = _ready ?? new NotebookProcess(notebook, options.CellTimeout);
        _ready = null;
        var firstCell = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = process.ExecuteAsync(Show, cancellation);
        if (await Task.WhenAny(run, firstCell.Task) != run && next is not null)
        {
            _ready = new(next, options.CellTimeout);
        }

        var executed = await run;

        var outcome = executed.FailedCell is null ? Outcome.Succeeded
            : cancellation.IsCancellationRequested ? Outcome.Interrupted
            : Outcome.Failed;
        var finished = executed.Cells.Count(c => c.ExecutionCount is not null && c != executed.FailedCell);
        var result = new NotebookResult(notebook.Path, outcome, finished, cells, watch.Elapsed, Failure.Of(executed));

        // What will not be run has no page to link to.
        var goesOn = outcome == Outcome.Succeeded || (outcome == Outcome.Failed && options.KeepGoing);
        try
        {
            writer.Add(executed, result, previous, goesOn ? next : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            result = result with { Outcome = Outcome.Failed, Failure = Failure.NotWritten(e) };
        }

        _results.Add(result);
        view.NotebookFinished(result);

        void Show(CellEvent cellEvent)
        {
            if (cellEvent is CellStarted started)
            {
                var cell = notebook.Cells[started.Number - 1];
                view.CellStarted(cell, notebook.CodePosition(cell));
            }
            else if (cellEvent is CellFinished)
            {
                view.CellFinished();
                firstCell.TrySetResult();
            }
        }
    }

    private static (string Path, Notebook? Notebook, Failure? Failure) Read(string path)
    {
        try
        {
            return (path, DibReader.Read(path), null);
        }
        catch (NotebookFormatException e)
        {
            return (path, null, Failure.Of(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (path, null, Failure.NotRead(e));
        }
    }
}
