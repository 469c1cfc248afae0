namespace NotebookHost;

/// <summary>Shows a run while it goes on.</summary>
internal interface IProgressView
{
    /// <summary>Runs the work, with the view open.</summary>
    public Task ShowAsync(Func<Task> work);

    public void NotebookStarted(Notebook notebook, int codeCells);

    /// <param name="position">1-based position among the code cells.</param>
    public void CellStarted(Cell cell, int position);

    public void CellFinished();

    public void NotebookFinished(NotebookResult result);
}
