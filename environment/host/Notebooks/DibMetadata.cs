using System.Text.Json;

namespace NotebookHost;

/// <summary>What a .dib file says before its first cell.</summary>
/// <param name="Json">As it stands in the file.</param>
/// <param name="KernelNames">What it calls its kernels: names and aliases.</param>
internal sealed record DibMetadata(string Json, IReadOnlyList<string> KernelNames)
{
    /// <param name="next">Index of the line after it.</param>
    /// <exception cref="NotebookFormatException">It is missing, or not that of a notebook in C#.</exception>
    public static DibMetadata Read(string path, string[] lines, out int next)
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
            var info = document.RootElement.GetProperty("kernelInfo");
            var kernel = info.GetProperty("defaultKernelName").GetString();
            return kernel == "csharp"
                ? new(json, info.TryGetProperty("items", out var items) ? Names(items) : [])
                : throw new NotebookFormatException(path, start + 1, $"The default kernel is {kernel}; only csharp is supported here.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new NotebookFormatException(path, start + 1,
                $"Between #!meta and the first cell there must be this JSON and nothing else: {Notebook.CSharpMetadata}");
        }
    }

    /// <exception cref="InvalidOperationException">A kernel without a name, or a name that two have, those counted that are always there.
    /// </exception>
    private static List<string> Names(JsonElement items)
    {
        var kernels = items.EnumerateArray().Select(item => (
            Name: Text(item.GetProperty("name")),
            Aliases: item.TryGetProperty("aliases", out var aliases) ? aliases.EnumerateArray().Select(Text).ToList() : [])).ToList();
        var others = KnownKernels.All.Where(known => kernels.TrueForAll(kernel => kernel.Name != known.Name));
        var all = kernels.Concat(others.Select(known => (known.Name, Aliases: known.Aliases.ToList())))
            .SelectMany(kernel => kernel.Aliases.Append(kernel.Name)).ToList();
        return all.Distinct().Count() == all.Count
            ? [.. kernels.SelectMany(kernel => kernel.Aliases.Append(kernel.Name))]
            : throw new InvalidOperationException();
    }

    private static string Text(JsonElement name) => name.GetString() is { } text && !string.IsNullOrWhiteSpace(text) && text[0] != '#'
        ? text
        : throw new InvalidOperationException();
}
