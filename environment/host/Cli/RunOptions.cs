namespace NotebookHost;

/// <param name="Notebooks">Full paths of .dib files, in the order to run them.</param>
/// <param name="Output">Full path of the folder to write to.</param>
/// <param name="SelfContained">Whether to write each notebook as a page that needs no other file, too.</param>
/// <param name="Address">Where the book will be published, ending with a slash; null where nobody knows.</param>
internal sealed record RunOptions(
    IReadOnlyList<string> Notebooks, string Output, TimeSpan CellTimeout, bool KeepGoing, bool SelfContained = false, string? Address = null);
