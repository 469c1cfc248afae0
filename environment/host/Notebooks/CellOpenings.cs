using System.Globalization;

namespace NotebookHost;

/// <summary>Tells lines that open a cell from content, and refuses those that only look as if they did.</summary>
/// <param name="path">Full path of the notebook, for messages.</param>
/// <param name="kernelNames">What the notebook calls its kernels.</param>
internal sealed class CellOpenings(string path, IReadOnlyList<string> kernelNames)
{
    // These open a cell of their own in .NET Interactive, in the middle of a markdown cell too.
    private static readonly string[] KnownNames = [.. KnownKernels.Names, "meta"];

    // Magic commands that the host runs.
    private static readonly string[] Commands = ["time", "import", "who", "whos"];

    private string? _fence;

    /// <param name="number">1-based, for messages.</param>
    /// <param name="current">What the line would be content of.</param>
    /// <returns>True where a cell starts, false for content.</returns>
    /// <exception cref="NotebookFormatException">It is neither, to .NET Interactive or to a reader.</exception>
    public bool Opens(string line, int number, CellKind current)
    {
        if (line == DibReader.Opening(CellKind.Code) || line == DibReader.Opening(CellKind.Markdown))
        {
            _fence = null;
            return true;
        }

        var isFenced = current == CellKind.Markdown && IsFenced(line);
        if (Visible(line) is not ['#', '!', .. var command])
        {
            return false;
        }

        if (Names(command) || (line.StartsWith("#!", StringComparison.Ordinal) && !IsContent(command, current, isFenced)))
        {
            throw new NotebookFormatException(path, number, Advice(command.ToLowerInvariant(), line));
        }

        return false;
    }

    private bool Names(string command) =>
        KnownNames.Concat(kernelNames).Contains(command, StringComparer.OrdinalIgnoreCase);

    private static bool IsContent(string command, CellKind current, bool isFenced) => current == CellKind.Markdown
        ? isFenced || command.Length == 0 || !char.IsLetter(command[0])
        : Commands.Any(name => command.StartsWith(name, StringComparison.Ordinal) && !char.IsLetterOrDigit(command.ElementAtOrDefault(name.Length)));

    /// <summary>The line as it looks, without what hides at its start and end; as it is where it is indented as code.</summary>
    private static string Visible(string line)
    {
        if (line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith('\t'))
        {
            return line;
        }

        var start = line.TakeWhile(IsBlank).Count();
        var shown = line[start..^line[start..].Reverse().TakeWhile(IsBlank).Count()];
        return shown.StartsWith("#!", StringComparison.Ordinal) ? "#!" + string.Concat(shown.Skip(2).SkipWhile(IsBlank)) : line;
    }

    private static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private bool IsFenced(string line)
    {
        var text = line.TrimStart(' ');
        if (_fence is null)
        {
            _fence = text is ['`', '`', '`', ..] or ['~', '~', '~', ..] ? text[..3] : null;
            return false;
        }

        if (text.StartsWith(_fence, StringComparison.Ordinal))
        {
            _fence = null;
        }

        return true;
    }

    private static string Advice(string command, string line) => command switch
    {
        "csharp" or "markdown" => line.ToLowerInvariant().Trim() == $"#!{command}"
            ? $"Write exactly #!{command}: the line has blanks around the name, or capitals, so it opens no cell."
            : $"Write exactly #!{command}: the line has something else in it, perhaps invisible, so it opens no cell.",
        "c#" or "cs" => $"Write #!csharp for #!{command}.",
        "md" => "Write #!markdown for #!md.",
        "meta" => "A second #!meta: only the first lines of a notebook hold it.",
        _ when KnownNames.Contains(command) => $"Unsupported kernel #!{command}: cells are #!csharp or #!markdown.",
        _ => $"Unknown command #!{command}: lines that start with #! are #!csharp and #!markdown, which open a cell, and in code "
            + string.Join(", ", Commands.Select(c => $"#!{c}")) + ". Text goes into a code fence.",
    };
}
