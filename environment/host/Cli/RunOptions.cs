namespace NotebookHost;

/// <param name="Notebooks">Full paths of .dib files, in the order to run them.</param>
/// <param name="Jobs">How many of them may run at once.</param>
internal sealed record RunOptions(IReadOnlyList<string> Notebooks, TimeSpan CellTimeout, bool KeepGoing, int Jobs);
