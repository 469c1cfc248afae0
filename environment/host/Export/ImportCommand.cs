using System.CommandLine;

namespace NotebookHost.Export;

/// <summary>Turns .ipynb files back into .dib.</summary>
internal static class ImportCommand
{
    private static readonly Argument<FileInfo[]> Files = new Argument<FileInfo[]>("files")
    {
        Description = "Notebooks (.ipynb) in C# and markdown",
        Arity = ArgumentArity.OneOrMore,
    }.AcceptExistingOnly();

    private static readonly Option<DirectoryInfo?> Output = new("--output")
    {
        Description = "Folder to write to [default: where the .ipynb is]",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Overwrite a .dib that is there" };

    public static Command Create()
    {
        var command = new Command("import", "Turn .ipynb back into .dib") { Files, Output, Replace };
        command.SetAction(Run);
        return command;
    }

    /// <summary>Reads all before it writes any.</summary>
    private static int Run(ParseResult parsed)
    {
        var texts = new Dictionary<string, string>();
        foreach (var file in parsed.GetValue(Files)!)
        {
            var path = Path.ChangeExtension(Path.Combine(parsed.GetValue(Output)?.FullName ?? file.DirectoryName!, file.Name), ".dib");
            if (!parsed.GetValue(Replace) && File.Exists(path))
            {
                throw new UsageException($"There is a {path} already. --replace overwrites it.");
            }

            if (!texts.TryAdd(path, DibWriter.Write(IpynbReader.Read(file.FullName, path))))
            {
                throw new UsageException($"Two notebooks would be written to {path}.");
            }
        }

        foreach (var (path, text) in texts)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, text);
            Console.WriteLine(path);
        }

        return 0;
    }
}
