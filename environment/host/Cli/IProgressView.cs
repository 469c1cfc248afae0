namespace NotebookHost;

/// <summary>Shows a run while it goes on.</summary>
internal interface IProgressView
{
    /// <summary>Runs the work, with the view open.</summary>
    public Task ShowAsync(Func<Task> work);

    /// <summary>A notebook starts; others may be at work.</summary>
    public INotebookProgress Start(Notebook notebook, int codeCells);
}
