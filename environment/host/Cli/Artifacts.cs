using NotebookHost.Pages;

namespace NotebookHost;

/// <summary>Writes what readers read: an .ipynb for each notebook, and the book of all that were executed into this folder.</summary>
/// <param name="folder">Full path of the folder to write to.</param>
/// <param name="selfContained">Whether to write each notebook as a page that needs no other file, too.</param>
/// <param name="address">Where the book will be published, null where nobody knows.</param>
internal sealed class Artifacts(string folder, bool selfContained, string? address)
{
    private string Records => Path.Combine(folder, "executed");

    /// <summary>Full path of the book's first page, null where nothing has been written.</summary>
    public string? Index { get; private set; }

    public void Add(ExecutedNotebook executed, Notebook? previous, Notebook? next)
    {
        var name = executed.Notebook.Name;
        Write($"{name}.ipynb", IpynbWriter.Write(executed, folder));
        Write(Path.Combine("executed", $"{name}.json"), ExecutedNotebookFile.Write(executed));
        if (selfContained)
        {
            Write(Path.Combine("pages", $"{name}.html"), HtmlPage.Render(executed, Link(previous), Link(next)));
        }
    }

    /// <summary>Writes the book of all notebooks of a folder that have been executed, in this run or an earlier one.</summary>
    /// <returns>False where there are none.</returns>
    public bool WriteBook(string notebooks)
    {
        var executed = (Directory.Exists(Records) ? Directory.GetFiles(Records, "*.json") : [])
            .Order(StringComparer.Ordinal)
            .Select(path => (Notebook: ExecutedNotebookFile.TryRead(path), At: new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero)))
            .Where(e => e.Notebook is { Notebook: { } notebook } && notebook.Folder == notebooks && File.Exists(notebook.Path))
            .Select(e => (e.Notebook!, e.At)).ToList();
        if (executed.Count == 0)
        {
            return false;
        }

        foreach (var (path, content) in Book.Files(executed, address))
        {
            Write(Path.Combine("book", path), content);
        }

        Index = Path.Combine(folder, "book", "index.html");
        return true;
    }

    private static PageLink? Link(Notebook? notebook) => notebook is null ? null : new(notebook.Title, $"{notebook.Name}.html");

    private void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A reader of the file sees the old one or the new one, never half of it.</summary>
    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
