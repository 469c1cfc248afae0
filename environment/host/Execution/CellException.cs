namespace NotebookHost;

/// <summary>Something this host refuses in a cell; the message says what to do.</summary>
/// <param name="line">1-based line in the .dib file.</param>
internal sealed class CellException(string message, int line) : Exception(message)
{
    public int Line { get; } = line;
}
