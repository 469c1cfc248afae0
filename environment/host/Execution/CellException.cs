namespace NotebookHost;

/// <summary>Something this host refuses in a cell; the message says what to do.</summary>
/// <param name="name">What kind of thing it is, in a word or two.</param>
/// <param name="line">1-based line in the .dib file, null for the cell's first.</param>
internal sealed class CellException(string name, string message, int? line = null) : Exception(message)
{
    public string Name { get; } = name;

    public int? Line { get; } = line;
}
