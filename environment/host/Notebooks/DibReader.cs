namespace NotebookHost;

/// <summary>Reads .dib: #!meta and its JSON, then cells, each opened by a line that is exactly #!markdown or #!csharp.</summary>
/// <remarks>What it reads, .NET Interactive reads as the same cells. It refuses what that would read as another language, and what
/// looks as if it opened a cell and does not: such code would silently not run.</remarks>
public static class DibReader
{
    /// <exception cref="NotebookFormatException">The file is not a notebook in C# and markdown.</exception>
    public static Notebook Read(string path) =>
        Parse(path, new FileInfo(path) is { Exists: true, Length: 0 } ? "" : File.ReadAllText(path)); // a named pipe would not end

    /// <param name="path">Full path of the file that holds <paramref name="text"/>, for messages and names.</param>
    /// <exception cref="NotebookFormatException">The text is not a notebook in C# and markdown.</exception>
    public static Notebook Parse(string path, string text)
    {
        var lines = (text.StartsWith('\uFEFF') ? text[1..] : text).Replace("\r\n", "\n").Split('\n');
        if (Array.FindIndex(lines, line => line.Contains('\r')) is >= 0 and var at)
        {
            throw new NotebookFormatException(path, at + 1, "A carriage return that ends no line: let lines end with a line feed, or with both.");
        }

        var metadata = DibMetadata.Read(path, lines, out var start);
        var openings = new CellOpenings(path, metadata.KernelNames);
        var cells = new List<Cell>();
        var kind = CellKind.Code;
        for (var i = start; i <= lines.Length; i++)
        {
            if (i == lines.Length || openings.Opens(lines[i], i + 1, kind))
            {
                AddCell(cells, kind, lines, start, i);
                kind = i < lines.Length && lines[i] == Opening(CellKind.Code) ? CellKind.Code : CellKind.Markdown;
                start = i + 1;
            }
        }

        return cells.Count > 0
            ? new(path, cells) { Metadata = metadata.Json }
            : throw new NotebookFormatException(path, lines.Length,
                "The notebook has no cells. A cell starts with a line #!markdown or #!csharp.");
    }

    /// <summary>The line that opens a cell.</summary>
    internal static string Opening(CellKind kind) => kind == CellKind.Code ? "#!csharp" : "#!markdown";

    /// <summary>Adds what is between two lines without the empty lines around it, and nothing where nothing is left.</summary>
    private static void AddCell(List<Cell> cells, CellKind kind, string[] lines, int start, int end)
    {
        while (start < end && lines[start].Length == 0)
        {
            start++;
        }

        while (start < end && lines[end - 1].Length == 0)
        {
            end--;
        }

        if (start < end)
        {
            cells.Add(new(cells.Count + 1, kind, string.Join('\n', lines[start..end]), start + 1));
        }
    }
}
