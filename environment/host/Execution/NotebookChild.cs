using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.DotNet.Interactive;

namespace NotebookHost;

/// <summary>
/// The process that runs one notebook. It gets the notebook on stdin, compiles it, and reports on a pipe of its own. Before the
/// notebook, and before each cell, it waits for a line that lets it go on: whatever a cell prints, past the console too, comes
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

        // The parent stops this process; a Ctrl-C in the terminal reaches both.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

        // What a notebook prints shall not depend on whose machine it is.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        Console.SetIn(TextReader.Null);
        Console.SetOut(new CellWriter(text => Send(new OutputProduced(new StreamOutput(false, text)))));
        Console.SetError(new CellWriter(text => Send(new OutputProduced(new StreamOutput(true, text)))));
        KernelInvocationContext.Current = new((displayId, data, isUpdate) =>
            Send(isUpdate ? new DisplayUpdated(displayId, data) : new OutputProduced(new DisplayOutput(data, false), displayId)));

        AppDomain.CurrentDomain.AssemblyLoad += (_, load) =>
        {
            if (load.LoadedAssembly.GetName().Name == "Plotly.NET")
            {
                Send(new PlotlyLoaded(load.LoadedAssembly.Location));
            }
        };

        var engine = new ScriptEngine(notebook);
        if (stdin.ReadLine() != Go)
        {
            return 0; // the parent is gone, or has no use for this notebook any more
        }

        using var go = new SemaphoreSlim(0);
        ListenToParent(stdin, go);
        CellThread.Run(() => RunCellsAsync(notebook, engine, Send, go));
        Send(new NotebookFinished());
        Environment.Exit(0);
        return 0;

        void Send(CellEvent cellEvent)
        {
            lock (pipe)
            {
                pipe.WriteLine(JsonSerializer.Serialize(cellEvent));
            }
        }
    }

    private static async Task RunCellsAsync(Notebook notebook, ScriptEngine engine, Action<CellEvent> send, SemaphoreSlim go)
    {
        foreach (var cell in notebook.CodeCells)
        {
            send(new CellStarted(cell.Number));
            go.Wait();
            var failed = false;
            try
            {
                if (await engine.RunAsync(cell) is { } value)
                {
                    send(new OutputProduced(new DisplayOutput(KernelInvocationContext.Format(value, []), true)));
                }
            }
            catch (Exception e)
            {
                send(new OutputProduced(ErrorOutputs.From(e, cell, notebook.Path)));
                failed = true;
            }

            send(new CellFinished());
            if (failed)
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

        Process.GetCurrentProcess().Kill();
    })
    { IsBackground = true }.Start();
}
