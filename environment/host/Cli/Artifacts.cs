namespace NotebookHost;

/// <summary>Writes what readers read: a page and an .ipynb for each notebook, and an index of them.</summary>
internal sealed class Artifacts(string folder) : INotebookWriter
{
    private readonly List<IndexEntry> _entries = [];

    /// <summary>Full path of the index page, null where nothing has been written.</summary>
    public string? Index => _entries.Count > 0 ? Path.Combine(folder, "index.html") : null;

    public void Add(ExecutedNotebook executed, NotebookResult result, Notebook? previous, Notebook? next)
    {
        Directory.CreateDirectory(folder);
        var name = executed.Notebook.Name;
        Write($"{name}.ipynb", IpynbWriter.Write(executed, folder));
        Write($"{name}.html", HtmlPage.Render(executed, Link(previous), Link(next)));
        _entries.Add(new(
            executed.Notebook.Title, $"{name}.html", $"{name}.ipynb",
            result.Outcome == Outcome.Succeeded, result.CodeCells, result.Duration));
        Write("index.html", IndexPage.Render(_entries));
    }

    private static PageLink? Link(Notebook? notebook) => notebook is null ? null : new(notebook.Title, $"{notebook.Name}.html");

    /// <summary>A reader of the file sees the old one or the new one, never half of it.</summary>
    private void Write(string name, string text)
    {
        var temporary = Path.Combine(folder, $".{name}.{Environment.ProcessId}.tmp");
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
