namespace NotebookHost;

public enum CellKind
{
    Markdown,
    Code,
}

/// <summary>One cell of a .dib file.</summary>
/// <param name="Number">1-based position in the notebook, markdown cells counted too.</param>
/// <param name="Line">1-based line of the .dib file on which <paramref name="Source"/> starts.</param>
public sealed record Cell(int Number, CellKind Kind, string Source, int Line);

/// <param name="Path">Full path of the .dib file.</param>
public sealed record Notebook(string Path, IReadOnlyList<Cell> Cells)
{
    /// <summary>File name without extension: what the notebook's outputs are called.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The first markdown heading, or the file's name where there is none.</summary>
    public string Title =>
        Cells.Where(c => c.Kind == CellKind.Markdown)
            .SelectMany(c => c.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith('#'))?.TrimStart('#').Trim() ?? Name;
}
