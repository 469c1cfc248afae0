using System.Text.RegularExpressions;

namespace NotebookHost;

/// <summary>Stack traces as the author of a cell would have them: cells by the name of cells, and nothing of what runs them.</summary>
internal static partial class StackText
{
    public static IEnumerable<string> Clean(string trace, Notebook notebook) => trace.Replace("\r\n", "\n").Split('\n')
        .Where(line => !Machinery().IsMatch(line))
        .Select(line => line.TrimEnd().Replace(CellCode.PathFor(notebook), Path.GetFileName(notebook.Path)))
        .Select(line => CellFrame().Replace(line, "cell"))
        .Select(line => Lambda().Replace(line, "lambda"))
        .Select(line => AsyncMethod().Replace(line, "$1()"))
        .Select(line => LocalFunction().Replace(line, "$1"));

    [GeneratedRegex(
        @"^\s*at (Microsoft\.CodeAnalysis\.|Microsoft\.DotNet\.Interactive\.|NotebookHost\.|Program[.+]|"
        + @"System\.Runtime\.CompilerServices\.Async|Submission#\d+\.<(Initialize|Factory)>)|^--- End of stack trace")]
    private static partial Regex Machinery();

    [GeneratedRegex(@"Submission#\d+[.+]<<Initialize>>d__\d+\.MoveNext\(\)")]
    private static partial Regex CellFrame();

    [GeneratedRegex(@"Submission#\d+[.+](<>c\w*\.)?<+\w+>+b__\w+")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"Submission#\d+[.+]<(\w+)>d__\d+\.MoveNext\(\)")]
    private static partial Regex AsyncMethod();

    [GeneratedRegex(@"Submission#\d+[.+](?:<<Initialize>>g__)?(\w+)(?:\|\d+_\d+)?")]
    private static partial Regex LocalFunction();
}
