namespace NotebookHost;

/// <summary>A .dib file that cannot be read as a notebook; the message says what to change.</summary>
/// <param name="path">Full path of the file.</param>
/// <param name="line">1-based line at fault.</param>
public sealed class NotebookFormatException(string path, int line, string message) : Exception(message)
{
    public string Path { get; } = path;

    public int Line { get; } = line;
}
