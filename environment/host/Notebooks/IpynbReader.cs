using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookHost;

/// <summary>Reads .ipynb, without its outputs, as the .dib that it was or could be.</summary>
public static class IpynbReader
{
    /// <param name="path">Full path of the .ipynb file.</param>
    /// <param name="target">Full path of the .dib file: relative #r paths are made to lead from there.</param>
    /// <exception cref="NotebookFormatException">It is no notebook in C# and markdown, or a .dib cannot say what it holds.</exception>
    public static Notebook Read(string path, string target)
    {
        JsonNode root;
        try
        {
            root = JsonNode.Parse(File.ReadAllText(path)) ?? throw new JsonException("null");
            return Read(path, target, root);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new NotebookFormatException(path, 1, $"Not a notebook of nbformat 4: {e.Message}");
        }
    }

    private static Notebook Read(string path, string target, JsonNode root)
    {
        if ((int?)root["nbformat"] != 4)
        {
            throw new NotebookFormatException(path, 1, $"nbformat is {root["nbformat"]?.ToJsonString() ?? "missing"}: expected 4.");
        }

        var metadata = root["metadata"];
        var language = (string?)(metadata?["kernelspec"]?["language"] ?? metadata?["language_info"]?["name"]);
        if (language is not null && !language.Equals("c#", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotebookFormatException(path, 1, $"The notebook's language is {language}: expected C#.");
        }

        var cells = new List<Cell>();
        foreach (var (index, node) in root["cells"]!.AsArray().Index())
        {
            if (Cell(path, target, index + 1, node!) is { } cell)
            {
                cells.Add(cell with { Number = cells.Count + 1 });
            }
        }

        var notebook = new Notebook(target, cells) { Metadata = Metadata(metadata) };
        var read = DibReader.Parse(target, DibWriter.Write(notebook));
        return read.Cells.Select(c => (c.Kind, c.Source)).SequenceEqual(cells.Select(c => (c.Kind, c.Source)))
            ? read
            : throw new NotebookFormatException(path, 1, Unsayable(cells));
    }

    private static Cell? Cell(string path, string target, int number, JsonNode node)
    {
        var kind = (string?)node["cell_type"] switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            var other => throw new NotebookFormatException(path, 1, $"Cell {number} is of type {other}: a .dib has code and markdown."),
        };
        var kernel = (string?)(node["metadata"]?["polyglot_notebook"]?["kernelName"] ?? node["metadata"]?["dotnet_interactive"]?["language"]);
        if (kind == CellKind.Code && kernel is not (null or "csharp"))
        {
            throw new NotebookFormatException(path, 1, $"Cell {number} is in {kernel}: only csharp is supported here.");
        }

        if (node["attachments"] is JsonObject { Count: > 0 })
        {
            throw new NotebookFormatException(path, 1, $"Cell {number} has attached files, which a .dib cannot hold. Save them beside it, and link to them.");
        }

        var original = node["metadata"]?["dib"] is { } dib ? Text(dib["source"]) : null;
        var (from, to) = (Path.GetDirectoryName(path)!, Path.GetDirectoryName(target)!);
        var source = kind == CellKind.Code
            ? Back(Text(node["source"]), original, code => ReferenceDirectives.Rebase(code, to, from), code => ReferenceDirectives.Rebase(code, from, to))
            : Back(Text(node["source"]), original, NotebookLinks.ToIpynb, NotebookLinks.ToDib);
        var lines = source.Split('\n').AsSpan();
        while (lines is ["", ..])
        {
            lines = lines[1..];
        }

        while (lines is [.., ""])
        {
            lines = lines[..^1];
        }

        return lines.Length == 0 ? null : new(number, kind, string.Join('\n', lines.ToArray()), 1);
    }

    /// <summary>The text with paths and links that lead from the .dib: as they were written there, if they are what they became.</summary>
    private static string Back(string source, string? original, Func<string, string> there, Func<string, string> back) =>
        original is not null && there(original) == source ? original : back(source);

    private static string Metadata(JsonNode? metadata) =>
        (string?)metadata?["dib"]?["meta"] ?? Notebook.CSharpMetadata;

    private static string Text(JsonNode? node) =>
        (node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "").Replace("\r\n", "\n");

    private static string Unsayable(List<Cell> cells) =>
        "A cell has a line that opens a cell in a .dib (#!csharp, #!markdown, …): indent it, or take it out. It is one of: "
        + string.Join("; ", cells.SelectMany(c => c.Source.Split('\n')).Where(line => line.StartsWith("#!", StringComparison.Ordinal)).Distinct());
}
