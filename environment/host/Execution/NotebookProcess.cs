using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;

namespace NotebookHost;

/// <summary>Runs a notebook in a process of its own: what a cell does to that process is that notebook's failure only.</summary>
/// <remarks>The process gets ready, and compiles the cells, from the moment this is made: for the next notebook, that is while the
/// one before it runs.</remarks>
internal sealed class NotebookProcess : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Notebook _notebook;
    private readonly TimeSpan _cellTimeout;
    private readonly ExecutionRecord _record;
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly Process _process;
    private readonly Task _sent;

    /// <param name="cellTimeout">What one cell may take, its compilation included where that is not done yet.</param>
    public NotebookProcess(Notebook notebook, TimeSpan cellTimeout)
    {
        _notebook = notebook;
        _cellTimeout = cellTimeout;
        _record = new(notebook);
        _process = Process.Start(StartInfo(_pipe.GetClientHandleAsString()))!;
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

        using var deadline = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        await _sent;
        await SendAsync(NotebookChild.Go);

        var reports = Task.WhenAll(
            ReadEventsAsync(_pipe, deadline, onEvent),
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
        var wait = cancellation.IsCancellationRequested ? TimeSpan.FromSeconds(0.5) : Grace;
        await await Task.WhenAny(reports, Task.Delay(wait, CancellationToken.None));
        if (!_record.IsComplete)
        {
            var (name, message) =
                cancellation.IsCancellationRequested
                    ? ("Interrupted", "The run was stopped during this cell.")
                : deadline.IsCancellationRequested
                    ? ("Timeout", $"The cell took over {_cellTimeout.TotalSeconds:0} s. Allow more with --timeout SECONDS.")
                    : ("Process ended", $"The notebook's process ended during this cell, {ExitCode(_process.ExitCode)}.");
            _record.Fail(name, message);
        }

        return _record.ToNotebook();
    }

    /// <summary>Ends the process if it still runs, or waits to.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _pipe.Dispose();
    }

    private ProcessStartInfo StartInfo(string pipeHandle)
    {
        var program = Environment.ProcessPath!;
        string[] arguments = [NotebookChild.Command, pipeHandle];
        var isMuxer = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new(program, isMuxer ? [typeof(NotebookProcess).Assembly.Location, .. arguments] : arguments)
        {
            WorkingDirectory = _notebook.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
    }

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

    private async Task ReadEventsAsync(Stream pipe, CancellationTokenSource deadline, Action<CellEvent> onEvent)
    {
        using var reader = new StreamReader(pipe);
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            CellEvent cellEvent;
            try
            {
                cellEvent = JsonSerializer.Deserialize<CellEvent>(line)!;
            }
            catch (JsonException)
            {
                return; // half a line is the last that a killed process wrote
            }

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

    private TimeSpan? TimeLeftAfter(CellEvent cellEvent) => cellEvent switch
    {
        CellStarted => _cellTimeout,
        CellFinished => Timeout.InfiniteTimeSpan,
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

    private static string ExitCode(int code)
    {
        var meaning = code switch
        {
            _ when OperatingSystem.IsWindows() => "",
            132 => ": illegal instruction",
            134 => ": aborted",
            137 => ": killed, perhaps for want of memory",
            139 => ": segmentation fault",
            _ => "",
        };
        return $"exit code {code}{meaning}";
    }
}
