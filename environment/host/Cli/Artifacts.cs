namespace NotebookHost;

/// <summary>Writes what readers read: a page and an .ipynb for each notebook, and an index of them.</summary>
internal sealed class Artifacts(string folder) : INotebookWriter
{
    private readonly List<IndexEntry> _entries = [];

    /// <summary>Full path of the index page, null where nothing has been written.</summary>
    public string? Index => _entries.Count > 0 ? Path.Combine(folder, "index.html") : null;

    /// <summary>Makes the folder, and sees that it can be written to: better now than after the first notebook.</summary>
    /// <exception cref="UsageException">It cannot be.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(folder);
            Write($".{Environment.ProcessId}.probe", "");
            File.Delete(Path.Combine(folder, $".{Environment.ProcessId}.probe"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder to write to, {folder}, cannot be written: {e.Message}");
        }
    }

    public void Add(ExecutedNotebook executed, NotebookResult result, Notebook? previous, Notebook? next)
    {
        var name = executed.Notebook.Name;
        Write($"{name}.ipynb", IpynbWriter.Write(executed, folder));
        Write($"{name}.html", HtmlPage.Render(executed, Link(previous), Link(next)));
        _entries.Add(new(
            executed.Notebook.Title, Href($"{name}.html"), Href($"{name}.ipynb"),
            result.Outcome == Outcome.Succeeded, result.CodeCells, result.Duration));
        Write("index.html", IndexPage.Render(_entries));
    }

    private static PageLink? Link(Notebook? notebook) => notebook is null ? null : new(notebook.Title, Href($"{notebook.Name}.html"));

    /// <summary>A file's name as a link: a % or # in it is not what it is in an address.</summary>
    private static string Href(string file) => Uri.EscapeDataString(file);

    /// <summary>A reader of the file sees the old one or the new one, never half of it.</summary>
    private void Write(string name, string text)
    {
        var temporary = Path.Combine(folder, $".{Environment.ProcessId}.tmp"); // a name that is as long as it may be leaves no room
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, Path.Combine(folder, name), overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
