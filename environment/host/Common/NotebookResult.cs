namespace NotebookHost;

/// <summary>One row of the table at the end.</summary>
/// <param name="Path">Full path of the .dib file.</param>
/// <param name="CellsDone">Code cells that ran to their end.</param>
/// <param name="CodeCells">Code cells that the notebook has.</param>
internal sealed record NotebookResult(
    string Path, Outcome Outcome, int CellsDone, int CodeCells, TimeSpan Duration, Failure? Failure)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}
