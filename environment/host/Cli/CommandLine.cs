using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
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
          {Program} -- run notebooks --output /tmp/out
              write somewhere else
          {Program} -- run --self-contained
              write each chapter as one file to send to somebody, too
          {Program} -- book
              write the book anew from the last run, without executing

        Exit codes: 0 all notebooks ran, 1 one failed, 2 wrong usage, 130 stopped.
        """;

    private static readonly Argument<FileSystemInfo[]> Paths = new Argument<FileSystemInfo[]>("files or folders")
    {
        Description = "Notebooks (.dib) or folders of them [default: notebooks/]",
        Arity = ArgumentArity.ZeroOrMore,
    }.AcceptExistingOnly();

    private static readonly Option<DirectoryInfo?> Output = new("--output")
    {
        Description = "Folder to write to [default: artifacts/]",
        HelpName = "DIR",
        Recursive = true,
    };

    private static readonly Option<int> CellTimeout = new("--timeout")
    {
        Description = "What one cell may take",
        HelpName = "SECONDS",
        Recursive = true,
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
        Recursive = true,
    };

    private static readonly Option<bool> SelfContained = new("--self-contained")
    {
        Description = "Write each notebook as a page that needs no other file, too, into DIR/pages",
        Recursive = true,
    };

    private static readonly Option<Uri?> Address = new("--address")
    {
        Description = "Where the book will be published: for its site map and for links to it",
        HelpName = "URL",
        Recursive = true,
        Validators =
        {
            result =>
            {
                if (!Uri.TryCreate(result.Tokens.SingleOrDefault()?.Value, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
                {
                    result.AddError($"--address is the address of a site, such as https://example.org/book/, not {result.Tokens.SingleOrDefault()?.Value}.");
                }
            },
        },
    };

    public static async Task<int> InvokeAsync(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8; // which Windows does not start with
        var run = new Command("run", "Execute notebooks; write each as .ipynb and as a page") { Paths };
        run.SetAction(RunAsync);
        var book = new Command("book", "Write the book anew from the last run, without executing");
        book.SetAction(WriteBook);
        var root = new RootCommand("Executes the notebooks of this repository: all of them without a command.")
        {
            run, book, Output, CellTimeout, KeepGoing, SelfContained, Address,
        };
        root.SetAction(RunAsync);
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
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }
        catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
        {
            return UsageError(e.Message);
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var root = Repository.FindRoot();
        var paths = parsed.GetValue(Paths) is { Length: > 0 } given ? given : [new DirectoryInfo(Path.Combine(root, "notebooks"))];
        var options = new RunOptions(
            NotebookFiles.Find(paths),
            OutputFolder(parsed, root),
            TimeSpan.FromSeconds(parsed.GetValue(CellTimeout)),
            parsed.GetValue(KeepGoing),
            parsed.GetValue(SelfContained),
            SiteAddress(parsed));

        var console = AnsiConsole.Console;
        var isTerminal = console.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
        IProgressView view = isTerminal ? new LiveProgress(console) : new PlainProgress(Console.Out);
        using var notebookRun = new NotebookRun(options, view);
        await view.ShowAsync(() => notebookRun.ExecuteAsync(cancellation));
        Report.Print(console, notebookRun.Results, notebookRun.Index);
        return cancellation.IsCancellationRequested ? 130 : notebookRun.Results.All(r => r.Outcome == Outcome.Succeeded) ? 0 : 1;
    }

    private static int WriteBook(ParseResult parsed)
    {
        var root = Repository.FindRoot();
        var artifacts = new Artifacts(OutputFolder(parsed, root), selfContained: false, SiteAddress(parsed));
        if (!artifacts.WriteBook(Path.Combine(root, "notebooks")))
        {
            return UsageError($"{OutputFolder(parsed, root)} has no executed notebooks to make a book of: run them first.");
        }

        Console.WriteLine($"Pages: {Report.Shorten(artifacts.Index!)}");
        return 0;
    }

    private static string OutputFolder(ParseResult parsed, string root) => parsed.GetValue(Output)?.FullName ?? Path.Combine(root, "artifacts");

    private static string? SiteAddress(ParseResult parsed) =>
        parsed.GetValue(Address) is { } address ? address.AbsoluteUri.TrimEnd('/') + "/" : null;

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
