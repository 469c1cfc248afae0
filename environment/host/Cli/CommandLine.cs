using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using System.Text;
using NotebookHost.Export;
using Spectre.Console;

namespace NotebookHost;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    private const string Program = "dotnet run --project environment/host";

    private const string Examples = $"""
        Examples:
          {Program}
              all of notebooks/, in name order
          {Program} -- run notebooks/02-the-mixture.dib
              one notebook
          {Program} -- run --keep-going --timeout 60
              go on after a failure, and give each cell a minute
          {Program} -- run --jobs 1
              one after the other, as where one reads what another wrote
          {Program} -- run notebooks --output /tmp/out
              write somewhere else
          {Program} -- run --self-contained
              artifacts/pages/: each chapter as one file to send to somebody, too
          {Program} -- book
              artifacts/book/ anew from the last run, without executing
          {Program} -- export
              notebooks/ipynb/: executed copies with pictures, for those who only look
          {Program} -- export --to cs
              notebooks/cs/: each as a program for dotnet run
          {Program} -- import mine.ipynb --output notebooks
              what was changed in Jupyter, back in the .dib
          {Program} -- jupyter install
              let Jupyter find the C# kernel

        Exit codes: 0 all notebooks ran, 1 one failed, 2 wrong usage, 130 stopped.
        """;

    private static readonly Argument<FileSystemInfo[]> Paths = new Argument<FileSystemInfo[]>("files or folders")
    {
        Description = "Notebooks (.dib) or folders of them [default: notebooks/]",
        Arity = ArgumentArity.ZeroOrMore,
    }.AcceptExistingOnly();

    private static readonly Option<int> CellTimeout = new("--timeout")
    {
        Description = "What one cell may take",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 600,
        Validators =
        {
            result =>
            {
                if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, out var seconds) && seconds is < 1 or > 86400)
                {
                    result.AddError($"--timeout is a number of seconds from 1 to 86400, not {seconds}.");
                }
            },
        },
    };

    private static readonly Option<bool> KeepGoing = new("--keep-going")
    {
        Description = "Run later notebooks after one has failed",
    };

    private static readonly Option<int> Jobs = new("--jobs")
    {
        Description = "Notebooks that may run at once",
        HelpName = "N",
        DefaultValueFactory = _ => int.Clamp(Environment.ProcessorCount / 2, 1, 4), // each has a cell at work and compiles the next, in half a gigabyte
        Validators =
        {
            result =>
            {
                if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, out var jobs) && jobs < 1)
                {
                    result.AddError($"--jobs is 1 or more, not {jobs}.");
                }
            },
        },
    };

    public static async Task<int> InvokeAsync(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8; // which Windows does not start with
        var run = new Command("run", "Execute notebooks; write .ipynb and a book") { Paths, CellTimeout, KeepGoing, Jobs };
        run.SetAction(ToArtifactsAsync);
        var book = new Command("book", "Write the book anew, without executing");
        book.SetAction((parsed, _) => BookCommand.RunAsync(parsed));
        var root = new RootCommand("Executes the notebooks of this repository: all of them without a command.")
        {
            run, book, ExportCommand.Create(Paths, RunAsync, CellTimeout, KeepGoing, Jobs), ImportCommand.Create(), JupyterCommand.Create(), CellTimeout, KeepGoing, Jobs,
        };
        foreach (var (command, option) in from command in new[] { root, run, book } from option in ArtifactOptions.All select (command, option))
        {
            command.Add(option);
        }

        root.SetAction(ToArtifactsAsync);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return UsageError(string.Join('\n', parsed.Errors.Select(e => e.Message)));
        }

        try
        {
            return await parsed.InvokeAsync(new()
            {
                EnableDefaultExceptionHandler = false,

                // A stop takes well under a second. On a machine so busy that it takes longer, what was executed is still written.
                ProcessTerminationTimeout = TimeSpan.FromMinutes(3),
            });
        }
        catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
        {
            return UsageError(e.Message);
        }
    }

    private static Task<int> ToArtifactsAsync(ParseResult parsed, CancellationToken cancellation) => RunAsync(
        parsed, new Artifacts(ArtifactOptions.Of(parsed)), cancellation);

    private static async Task<int> RunAsync(ParseResult parsed, INotebookWriter writer, CancellationToken cancellation)
    {
        var options = new RunOptions(
            NotebookFiles.FindOrDefault(parsed.GetValue(Paths)),
            TimeSpan.FromSeconds(parsed.GetValue(CellTimeout)),
            parsed.GetValue(KeepGoing),
            parsed.GetValue(Jobs));

        var console = AnsiConsole.Console;
        var isTerminal = console.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
        IProgressView view = isTerminal ? new LiveProgress(console) : new PlainProgress(Console.Out);
        var notebookRun = new NotebookRun(options, writer, view);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        await view.ShowAsync(() => notebookRun.ExecuteAsync(stop.Token));
        var notWritten = await FinishAsync(writer, stop.Token);
        Report.Print(console, notebookRun.Results, writer.Index);
        if (notWritten is not null)
        {
            Console.Error.WriteLine(notWritten);
            return 1;
        }

        return stop.IsCancellationRequested ? 130 : notebookRun.Results.All(r => r.Outcome == Outcome.Succeeded) ? 0 : 1;
    }

    /// <returns>Why something could not be written, which takes nobody the table of what ran; null where all was.</returns>
    private static async Task<string?> FinishAsync(INotebookWriter writer, CancellationToken cancellation)
    {
        try
        {
            await writer.FinishAsync(cancellation);
            return null;
        }
        catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static int UsageError(string message)
    {
        Console.Error.WriteLine($"{message}\nSee: {Program} -- --help");
        return 2;
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            Console.WriteLine(Examples);
            return 0;
        }
    }
}
