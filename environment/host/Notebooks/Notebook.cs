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
    /// <summary>The #!meta JSON that says "C#" and nothing else.</summary>
    public const string CSharpMetadata =
        """{"kernelInfo":{"defaultKernelName":"csharp","items":[{"name":"csharp","languageName":"C#","aliases":["c#","cs"]}]}}""";

    /// <summary>The JSON after #!meta, as it stands in the file.</summary>
    public string Metadata { get; init; } = CSharpMetadata;

    /// <summary>File name without extension: what the notebook's outputs are called.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Full path of the folder that holds the notebook, which its cells have as working directory.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public IReadOnlyList<Cell> CodeCells => [.. Cells.Where(c => c.Kind == CellKind.Code)];

    /// <summary>1-based position of a code cell among the code cells: the number that readers see beside it.</summary>
    public int CodePosition(Cell cell) => CodeCells.Index().First(c => c.Item.Number == cell.Number).Index + 1;

    /// <summary>The first markdown heading, or the file's name where there is none.</summary>
    public string Title =>
        Cells.Where(c => c.Kind == CellKind.Markdown)
            .SelectMany(c => c.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith('#'))?.TrimStart('#').Trim() ?? Name;

    /// <summary>The text of a line of the .dib file, null where it is outside every cell.</summary>
    public string? SourceLine(int line)
    {
        var cell = Cells.LastOrDefault(c => c.Line <= line);
        return cell?.Source.Split('\n').ElementAtOrDefault(line - cell.Line);
    }
}
