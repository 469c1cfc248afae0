using System.Text.Json;

namespace NotebookHost;

/// <summary>Reads .dib: #!meta and its JSON, then cells, each opened by a line that is exactly #!markdown or #!csharp.</summary>
public static class DibReader
{
    // These open a cell of their own in .NET Interactive, in the middle of a markdown cell too.
    private static readonly string[] OtherKernels =
    [
        "c#", "cs", "md", "meta", "fsharp", "f#", "fs", "pwsh", "powershell", "javascript", "js", "html", "sql", "kql", "mermaid",
        "http", "value",
    ];

    /// <exception cref="NotebookFormatException">The file is not a notebook in C# and markdown.</exception>
    public static Notebook Read(string path) => Parse(path, File.ReadAllText(path));

    /// <param name="path">Full path of the file that holds <paramref name="text"/>, for messages and names.</param>
    /// <exception cref="NotebookFormatException">The text is not a notebook in C# and markdown.</exception>
    public static Notebook Parse(string path, string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n").Split('\n');
        var metadata = ReadMetadata(path, lines, out var start);

        var cells = new List<Cell>();
        var kind = CellKind.Code;
        for (var i = start; i <= lines.Length; i++)
        {
            if (i == lines.Length || OpensCell(path, lines, i, kind))
            {
                AddCell(cells, kind, lines, start, i);
                kind = i < lines.Length && lines[i] == Opening(CellKind.Code) ? CellKind.Code : CellKind.Markdown;
                start = i + 1;
            }
        }

        return cells.Count > 0
            ? new(path, cells) { Metadata = metadata }
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

    private static string ReadMetadata(string path, string[] lines, out int next)
    {
        var start = Array.FindIndex(lines, line => line.Length > 0);
        if (start < 0 || lines[start].TrimEnd() != "#!meta")
        {
            throw new NotebookFormatException(path, int.Max(start, 0) + 1, start < 0
                ? "The file is empty. A notebook starts with #!meta, an empty line, and " + Notebook.CSharpMetadata
                : "A notebook starts with #!meta. Put this before the first cell: #!meta, an empty line, and " + Notebook.CSharpMetadata);
        }

        next = Array.FindIndex(lines, start + 1, line => line.StartsWith("#!", StringComparison.Ordinal));
        next = next < 0 ? lines.Length : next;
        var json = string.Join('\n', lines[(start + 1)..next]).Trim();
        try
        {
            using var document = JsonDocument.Parse(json);
            var kernel = document.RootElement.GetProperty("kernelInfo").GetProperty("defaultKernelName").GetString();
            if (kernel != "csharp")
            {
                throw new NotebookFormatException(path, start + 1, $"The default kernel is {kernel}; only csharp is supported here.");
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new NotebookFormatException(path, start + 1,
                $"Between #!meta and the first cell there must be this JSON and nothing else: {Notebook.CSharpMetadata}");
        }

        return json;
    }

    /// <summary>True where a cell starts, false for content; other lines that .NET Interactive acts on are refused.</summary>
    private static bool OpensCell(string path, string[] lines, int index, CellKind current)
    {
        var line = lines[index];
        if (!line.StartsWith("#!", StringComparison.Ordinal))
        {
            return false;
        }

        if (line == Opening(CellKind.Code) || line == Opening(CellKind.Markdown))
        {
            return true;
        }

        var command = line[2..].Trim();
        if (current == CellKind.Markdown && !OtherKernels.Contains(command, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        throw new NotebookFormatException(path, index + 1, command switch
        {
            "csharp" or "markdown" => $"Write exactly #!{command}: the line has spaces around the name, so it opens no cell.",
            "c#" or "cs" => $"Write #!csharp for #!{command}.",
            "md" => "Write #!markdown for #!md.",
            "meta" => "A second #!meta: only the first lines of a notebook hold it.",
            _ when command.StartsWith("import", StringComparison.Ordinal) =>
                "#!import is not supported: it hides exceptions of what it imports. Put shared code into lib and reference its build.",
            _ when OtherKernels.Contains(command, StringComparer.OrdinalIgnoreCase) =>
                $"Unsupported kernel #!{command}: cells are #!csharp or #!markdown.",
            _ => $"Unknown command #!{command}: lines that start with #! are #!csharp and #!markdown, which open a cell.",
        });
    }
}
