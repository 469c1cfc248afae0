namespace NotebookHost;

/// <summary>Takes each notebook as soon as it has ended.</summary>
internal interface INotebookWriter
{
    /// <summary>Full path of a page that leads to what was written; null where there is none.</summary>
    public string? Index { get; }

    /// <summary>Comes before the first notebook.</summary>
    /// <exception cref="UsageException">Nothing can be written.</exception>
    public void Prepare();

    public void Add(ExecutedNotebook executed, NotebookResult result, Notebook? previous, Notebook? next);
}
