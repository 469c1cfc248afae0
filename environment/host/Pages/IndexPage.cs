namespace NotebookHost;

public sealed record IndexEntry(string Title, string HtmlFile, string IpynbFile, bool Succeeded, int CodeCells, TimeSpan Duration);

public static class IndexPage
{
    public static string Render(IReadOnlyList<IndexEntry> entries) =>
        $"<!DOCTYPE html><title>{entries.Count} notebooks</title>" + string.Concat(entries.Select(e => $"<a href=\"{e.HtmlFile}\">{e.Title}</a>"));
}
