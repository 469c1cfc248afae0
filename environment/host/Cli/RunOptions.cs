namespace NotebookHost;

/// <param name="Notebooks">Full paths of .dib files, in the order to run them.</param>
/// <param name="Output">Full path of the folder to write to.</param>
internal sealed record RunOptions(IReadOnlyList<string> Notebooks, string Output, TimeSpan CellTimeout, bool KeepGoing);
