using System.Text.RegularExpressions;
using NotebookHost;

namespace Notebooks.Tests;

/// <summary>What a chapter says in words.</summary>
internal static partial class Prose
{
    /// <summary>Its markdown, without code and formulas, in one line.</summary>
    public static string Of(string name)
    {
        string path = RepositoryNotebooks.PathOf(name);
        var cells = DibReader.Parse(path, File.ReadAllText(path)).Cells.Where(cell => cell.Kind == CellKind.Markdown);
        return Space().Replace(CodeOrFormula().Replace(string.Join("\n\n", cells.Select(cell => cell.Source)), ""), " ");
    }

    /// <summary>The "Look for" paragraphs, without their first two words.</summary>
    public static string[] LookFor(string name)
    {
        string path = RepositoryNotebooks.PathOf(name);
        var cells = DibReader.Parse(path, File.ReadAllText(path)).Cells.Where(cell => cell.Kind == CellKind.Markdown);
        return [.. cells.SelectMany(cell => Paragraph().Matches(cell.Source + "\n\n")).Select(m => Space().Replace(m.Groups[1].Value, " ").Trim())];
    }

    /// <summary>Decimals, and whole numbers of percent.</summary>
    public static string[] Numbers(string name) => [.. Number().Matches(Of(name)).Select(m => m.Value).Distinct()];

    [GeneratedRegex(@"```.*?```|\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|(?<=\])\([^)]*\)", RegexOptions.Singleline)]
    private static partial Regex CodeOrFormula();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\*\*Look for:\*\*(.*?)\n\n", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+(e-?\d+)?| %)")]
    private static partial Regex Number();
}
