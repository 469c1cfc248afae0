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

    /// <summary>Writes what is made of all of them together, once the last has ended.</summary>
    /// <param name="cancellation">Requested where the run was stopped: what takes long is left out.</param>
    public Task FinishAsync(CancellationToken cancellation);
}
