namespace NotebookHost;

/// <summary>The assemblies beside those that a notebook references, as they were when its process started: rebuilding the library
/// while a notebook runs breaks it in ways that name no reason.</summary>
internal sealed class ReferencedFiles
{
    private readonly string[] _folders;
    private readonly Dictionary<string, (DateTime, long)> _before;

    public ReferencedFiles(Notebook notebook)
    {
        _folders =
        [
            .. notebook.CodeCells.SelectMany(c => ReferenceDirectives.Find(c.Source)).Select(r => r.File.ValueText)
                .Where(ReferenceDirectives.IsPath).Select(path => Path.GetDirectoryName(Path.GetFullPath(path, notebook.Folder))!)
                .Distinct().Where(Directory.Exists),
        ];
        _before = Now();
    }

    /// <summary>Adds to the error of a notebook that failed what was written meanwhile.</summary>
    public ExecutedNotebook Explain(ExecutedNotebook executed)
    {
        if (executed.FailedCell is not { } failed || Changed() is not { Count: > 0 } changed)
        {
            return executed;
        }

        var reason = $"\nWhile the notebook ran, {string.Join(", ", changed.Take(3))}{(changed.Count > 3 ? " and others" : "")} changed: "
            + "run it again when the build is done.";
        var outputs = failed.Outputs.Select(o => o is ErrorOutput error ? error with { Message = error.Message + reason } : o);
        return executed with { Cells = [.. executed.Cells.Select(c => c == failed ? c with { Outputs = [.. outputs] } : c)] };
    }

    private List<string> Changed()
    {
        var now = Now();
        return [.. _before.Keys.Union(now.Keys).Where(path => _before.GetValueOrDefault(path) != now.GetValueOrDefault(path))
            .Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
    }

    private Dictionary<string, (DateTime, long)> Now() => _folders.SelectMany(Files).Where(file => file.Exists)
        .ToDictionary(file => file.FullName, file => (file.LastWriteTimeUtc, file.Length));

    private static FileInfo[] Files(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFiles("*.dll");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // gone, or closed to us: the cell that needs it will say so
        }
    }
}
