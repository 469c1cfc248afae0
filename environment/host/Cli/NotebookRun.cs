namespace NotebookHost;

/// <summary>Runs notebooks, several at once, and hands each to the writer in their order.</summary>
internal sealed class NotebookRun(RunOptions options, INotebookWriter writer, IProgressView view)
{
    private readonly List<NotebookResult> _results = [];

    public IReadOnlyList<NotebookResult> Results => _results;

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        writer.Prepare();
        var notebooks = options.Notebooks.Select(Read).ToList();
        bool goesOn = options.KeepGoing || notebooks.All(n => n.Failure is null);
        using var turns = new NotebookTurns(options, view);
        var runs = notebooks.Select(n => goesOn && n.Notebook is { } notebook ? turns.RunAsync(notebook, cancellation) : null).ToList();
        for (var i = 0; i < notebooks.Count; i++)
        {
            var (path, notebook, failure) = notebooks[i];
            if (failure is not null)
            {
                _results.Add(new(path, Outcome.Failed, 0, 0, TimeSpan.Zero, failure));
            }
            else if (runs[i] is not { } run || await run is not { } finished || !(goesOn || cancellation.IsCancellationRequested))
            {
                _results.Add(new(path, Outcome.Skipped, 0, notebook!.CodeCells.Count, TimeSpan.Zero, null));
            }
            else
            {
                var previous = i > 0 ? notebooks[i - 1].Notebook : null;
                var next = i + 1 < notebooks.Count ? notebooks[i + 1].Notebook : null;
                var result = Write(finished, previous, next);
                _results.Add(result);
                if (result.Outcome != Outcome.Succeeded && !options.KeepGoing)
                {
                    goesOn = false;
                    turns.Stop(); // those after it that run already; those before it have ended
                }
            }
        }
    }

    private NotebookResult Write(FinishedNotebook finished, Notebook? previous, Notebook? next)
    {
        var (executed, result) = finished;

        // What will not be run has no page to link to.
        var goesOn = result.Outcome == Outcome.Succeeded || (result.Outcome == Outcome.Failed && options.KeepGoing);
        try
        {
            writer.Add(executed, result, previous, goesOn ? next : null);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return result with { Outcome = Outcome.Failed, Failure = Failure.NotWritten(e) };
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
