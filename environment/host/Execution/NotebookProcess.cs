using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json;

namespace NotebookHost;

/// <summary>Runs a notebook in a process of its own: what a cell does to that process is that notebook's failure only.</summary>
/// <remarks>The process gets ready, and warms up its kernel, from the moment this is made: for the next notebook, that is while the
/// one before it runs.</remarks>
internal sealed class NotebookProcess : IDisposable
{
    // For what should take no time at all, or seconds, where nothing else runs.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(10);

    private readonly Notebook _notebook;
    private readonly TimeSpan _cellTimeout;
    private readonly ExecutionRecord _record;
    private readonly ReferencedFiles _references;
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly Process _process;
    private readonly Task _sent;
    private string? _brokenReport;

    /// <param name="cellTimeout">What one cell may take.</param>
    public NotebookProcess(Notebook notebook, TimeSpan cellTimeout)
    {
        _notebook = notebook;
        _cellTimeout = cellTimeout;
        _record = new(notebook);
        _references = new(notebook);
        var start = OwnProcess.StartInfo(NotebookChild.Command, _pipe.GetClientHandleAsString());
        start.WorkingDirectory = notebook.Folder;
        start.Environment[StartedProcesses.Mark] = _mark;
        start.Environment["PLOTLY_JS"] = "page"; // which pages have
        start.Environment["DOTNET_GCgen0size"] = GarbageCollection.FirstGeneration;
        _process = Process.Start(start)!;
        _pipe.DisposeLocalCopyOfClientHandle();
        _sent = SendAsync(JsonSerializer.Serialize(notebook));
    }

    /// <summary>Runs the notebook to its end, its first failure, or cancellation, which is such a failure too.</summary>
    public async Task<ExecutedNotebook> ExecuteAsync(Action<CellEvent> onEvent, CancellationToken cancellation)
    {
        if (_notebook.CodeCells.Count == 0)
        {
            return _record.ToNotebook();
        }

        using var deadline = new CancellationTokenSource(Start); // until the first cell starts
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        await _sent;
        await SendAsync(NotebookChild.Go);

        var reports = Task.WhenAll(
            ReadEventsAsync(deadline, onEvent),
            ReadTextAsync(_process.StandardOutput, isError: false),
            ReadTextAsync(_process.StandardError, isError: true));
        try
        {
            await _process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        // What the process said is still in the pipes; a process that a cell started may hold them open for ever.
        StartedProcesses.Kill(_mark);
        var wait = cancellation.IsCancellationRequested ? TimeSpan.FromSeconds(0.5) : Grace;
        await await Task.WhenAny(reports, Task.Delay(wait, CancellationToken.None));
        if (!_record.IsComplete)
        {
            var (name, message) = Reason(cancellation.IsCancellationRequested, deadline.IsCancellationRequested);
            _record.Fail(name, message);
        }

        return _references.Explain(_record.ToNotebook());
    }

    /// <summary>Ends the process if it still runs, or waits to.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            StartedProcesses.Kill(_mark);
        }

        _process.Dispose();
        _pipe.Dispose();
    }

    private (string Name, string Message) Reason(bool isStopped, bool isLate) =>
        isStopped ? ("Interrupted", "The run was stopped during this cell.")
        : _brokenReport is not null ? ("Broken report", _brokenReport)
        : isLate ? ("Timeout", $"The cell took over {_cellTimeout.TotalSeconds:0} s. Allow more with --timeout SECONDS.")
        : ("Process ended", $"The notebook's process ended during this cell, {OwnProcess.Describe(_process.ExitCode)}.");

    private async Task SendAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The process has died already; its exit code will say so.
        }
    }

    private async Task ReadEventsAsync(CancellationTokenSource deadline, Action<CellEvent> onEvent)
    {
        using var reader = new CellEventReader(_pipe, _notebook);
        try
        {
            while (await reader.ReadAsync() is { } cellEvent)
            {
                _record.Add(cellEvent);
                if (cellEvent is CellStarted)
                {
                    await SendAsync(NotebookChild.Go);
                }

                if (TimeLeftAfter(cellEvent) is { } time)
                {
                    deadline.CancelAfter(time);
                }

                onEvent(cellEvent);
            }
        }
        catch (InvalidDataException e)
        {
            _brokenReport = e.Message;
            deadline.Cancel();
        }
    }

    private TimeSpan? TimeLeftAfter(CellEvent cellEvent) => cellEvent switch
    {
        CellStarted or CellFinished => _cellTimeout,
        NotebookFinished => Grace,
        _ => null,
    };

    private async Task ReadTextAsync(StreamReader reader, bool isError)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            _record.AddText(isError, new(buffer, 0, count));
        }
    }
}
