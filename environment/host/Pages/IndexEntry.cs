namespace NotebookHost;

/// <summary>One notebook as the index page lists it; the files are relative to that page.</summary>
public sealed record IndexEntry(
    string Title, string HtmlFile, string IpynbFile, bool Succeeded, int CodeCells, TimeSpan Duration);
