using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;

namespace NotebookHost;

/// <summary>Runs a notebook in a process of its own: what a cell does to that process is that notebook's failure only.</summary>
/// <param name="cellTimeout">What one cell may take, its compilation included.</param>
internal sealed class NotebookProcess(Notebook notebook, TimeSpan cellTimeout)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ExecutionRecord _record = new(notebook);

    /// <summary>Runs the notebook to its end, its first failure, or cancellation, which is such a failure too.</summary>
    public async Task<ExecutedNotebook> ExecuteAsync(Action<CellEvent> onEvent, CancellationToken cancellation)
    {
        if (notebook.Cells.All(c => c.Kind == CellKind.Markdown))
        {
            return _record.ToNotebook();
        }

        using var deadline = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        using var process = Process.Start(StartInfo(pipe.GetClientHandleAsString()))!;
        pipe.DisposeLocalCopyOfClientHandle();
        await SendNotebookAsync(process.StandardInput);

        var reports = Task.WhenAll(
            ReadEventsAsync(pipe, deadline, onEvent),
            ReadTextAsync(process.StandardOutput, isError: false),
            ReadTextAsync(process.StandardError, isError: true));
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
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
                    ? ("Timeout", $"The cell took over {cellTimeout.TotalSeconds:0} s. Allow more with --timeout SECONDS.")
                    : ("Process ended", $"The notebook's process ended during this cell, {ExitCode(process.ExitCode)}.");
            _record.Fail(name, message);
        }

        return _record.ToNotebook();
    }

    private ProcessStartInfo StartInfo(string pipeHandle)
    {
        var program = Environment.ProcessPath!;
        string[] arguments = [NotebookChild.Command, pipeHandle];
        var isMuxer = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new(program, isMuxer ? [typeof(NotebookProcess).Assembly.Location, .. arguments] : arguments)
        {
            WorkingDirectory = notebook.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
    }

    private async Task SendNotebookAsync(StreamWriter stdin)
    {
        try
        {
            await stdin.WriteLineAsync(JsonSerializer.Serialize(notebook));
            await stdin.FlushAsync(CancellationToken.None);
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
            if (TimeLeftAfter(cellEvent) is { } time)
            {
                deadline.CancelAfter(time);
            }

            onEvent(cellEvent);
        }
    }

    private TimeSpan? TimeLeftAfter(CellEvent cellEvent) => cellEvent switch
    {
        CellStarted => cellTimeout,
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
