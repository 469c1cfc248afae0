using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NotebookHost;

/// <summary>
/// The process that runs one notebook. It gets the notebook on stdin, starts the kernel, and reports on a pipe of its own. Before
/// the notebook, and before each cell, it waits for a line that lets it go on: whatever a cell prints, past the console too, comes
/// after its parent knows which cell it is.
/// </summary>
internal static class NotebookChild
{
    public const string Command = "run-one-notebook";
    public const string Go = "go";

    public static int Run(string pipeHandle)
    {
        using var pipe = new StreamWriter(new AnonymousPipeClientStream(PipeDirection.Out, pipeHandle)) { AutoFlush = true };
        var stdin = new StreamReader(Console.OpenStandardInput());
        var notebook = JsonSerializer.Deserialize<Notebook>(stdin.ReadLine()!)!;

        // The parent stops this process; a Ctrl-C in the terminal, or its closing, reaches both.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);

        // What a notebook prints shall not depend on whose machine it is.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        Console.SetIn(TextReader.Null);
        var output = TextWriter.Synchronized(new CellWriter(text => Send(new OutputProduced(new StreamOutput(false, text)))));
        var error = TextWriter.Synchronized(new CellWriter(text => Send(new OutputProduced(new StreamOutput(true, text)))));
        Console.SetOut(output);
        Console.SetError(error);

        using var engine = new KernelEngine(notebook, output, error);
        var turn = Task.Factory.StartNew(stdin.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        engine.WarmUpAsync(turn).GetAwaiter().GetResult();
        if (turn.GetAwaiter().GetResult() != Go)
        {
            return 0; // the parent is gone, or has no use for this notebook any more
        }

        AppDomain.CurrentDomain.AssemblyLoad += (_, load) =>
        {
            if (load.LoadedAssembly.GetName().Name == "Plotly.NET")
            {
                Send(new PlotlyLoaded(load.LoadedAssembly.Location));
            }
        };
        using var go = new SemaphoreSlim(0);
        ListenToParent(stdin, go);
        using var shown = engine.Events.Subscribe(shown => Send(CellEvents.From(shown)));
        RunCellsAsync(notebook, engine, Send, go).GetAwaiter().GetResult();
        Send(new NotebookFinished());
        Environment.Exit(0);
        return 0;

        void Send(CellEvent? cellEvent)
        {
            if (cellEvent is not null)
            {
                lock (pipe)
                {
                    pipe.WriteLine(JsonSerializer.Serialize(cellEvent));
                }
            }
        }
    }

    private static async Task RunCellsAsync(Notebook notebook, KernelEngine engine, Action<CellEvent> send, SemaphoreSlim go)
    {
        foreach (var cell in notebook.CodeCells)
        {
            send(new CellStarted(cell.Number));
            await go.WaitAsync();
            var error = await engine.RunAsync(cell);
            if (error is not null)
            {
                send(new OutputProduced(error));
            }

            send(new CellFinished());
            if (error is not null)
            {
                break;
            }
        }
    }

    /// <summary>Stdin ends when the parent does, however it does.</summary>
    private static void ListenToParent(StreamReader stdin, SemaphoreSlim go) => new Thread(() =>
    {
        while (stdin.ReadLine() is not null)
        {
            go.Release();
        }

        StartedProcesses.Kill();
        Process.GetCurrentProcess().Kill();
    })
    { IsBackground = true }.Start();
}
