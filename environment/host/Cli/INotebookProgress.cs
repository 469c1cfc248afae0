namespace NotebookHost;

/// <summary>Shows one notebook's run.</summary>
internal interface INotebookProgress
{
    /// <param name="position">1-based position among the code cells.</param>
    public void CellStarted(Cell cell, int position);

    public void CellFinished();

    public void NotebookFinished(Outcome outcome);
}
