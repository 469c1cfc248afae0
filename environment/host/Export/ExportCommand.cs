using System.CommandLine;

namespace NotebookHost.Export;

/// <summary>Writes notebooks in the forms that others read: executed .ipynb files, and C# programs.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> To = new Option<string>("--to")
    {
        Description = "ipynb: executed, with pictures; cs: a program for dotnet run",
        HelpName = "ipynb|cs",
        DefaultValueFactory = _ => "ipynb",
    }.AcceptOnlyFromAmong("ipynb", "cs");

    private static readonly Option<DirectoryInfo?> Output = new("--output")
    {
        Description = "Folder to write to [default: ipynb/ or cs/ beside the notebook]",
        HelpName = "DIR",
    };

    private static readonly Option<FileInfo> BrowserFile = new Option<FileInfo>("--browser")
    {
        Description = "Chromium, Chrome or Edge that draws the pictures [default: the first on PATH]",
        HelpName = "FILE",
    }.AcceptExistingOnly();

    /// <param name="paths">The notebooks.</param>
    /// <param name="run">How they are run: where outputs go, and what to print when they have ended.</param>
    public static Command Create(Argument<FileSystemInfo[]> paths, Func<ParseResult, INotebookWriter, CancellationToken, Task<int>> run, params Option[] options)
    {
        var command = new Command("export", "Write notebooks as executed .ipynb with pictures, or as C# programs") { paths, To, Output, BrowserFile };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => parsed.GetValue(To) == "cs" ? Task.FromResult(ToPrograms(parsed, paths)) : ToIpynbAsync(parsed, run, cancellation));
        return command;
    }

    private static async Task<int> ToIpynbAsync(
        ParseResult parsed, Func<ParseResult, INotebookWriter, CancellationToken, Task<int>> run, CancellationToken cancellation)
    {
        var copies = new ExecutedCopies(parsed.GetValue(Output)?.FullName);
        var exitCode = await run(parsed, copies, cancellation);
        await copies.WriteAsync(parsed.GetValue(BrowserFile)?.FullName ?? Browser.Find(), Console.Out, Console.Error);
        return exitCode;
    }

    private static int ToPrograms(ParseResult parsed, Argument<FileSystemInfo[]> paths)
    {
        foreach (var path in NotebookFiles.FindOrDefault(parsed.GetValue(paths)))
        {
            var notebook = DibReader.Read(path);
            var folder = parsed.GetValue(Output)?.FullName ?? Path.Combine(notebook.Folder, "cs");
            Directory.CreateDirectory(folder);
            var target = Path.Combine(folder, notebook.Name + ".cs");
            AtomicFile.Write(target, CSharpProgram.Write(notebook, folder));
            Console.WriteLine(target);
        }

        return 0;
    }
}
