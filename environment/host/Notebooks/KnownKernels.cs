namespace NotebookHost;

/// <summary>What .NET Interactive opens a cell for, whatever a notebook says of itself.</summary>
internal static class KnownKernels
{
    public static readonly IReadOnlyList<(string Name, string[] Aliases)> All =
    [
        ("csharp", ["c#", "cs"]), ("markdown", ["md"]), ("fsharp", ["f#", "fs"]), ("pwsh", ["powershell"]), ("javascript", ["js"]),
        ("html", []), ("sql", []), ("kql", []), ("mermaid", []), ("http", []), ("value", []),
    ];

    public static readonly IReadOnlyList<string> Names = [.. All.SelectMany(kernel => kernel.Aliases.Append(kernel.Name))];
}
