using System.Text.RegularExpressions;

namespace Gmm;

/// <summary>Finds a member in a source file by its indentation, which `dotnet format` keeps uniform: no parser needed.</summary>
internal static class SourceCodeMembers
{
    private const string Indent = "    ";

    /// <summary>Each member of that name with its documentation and attributes, without the indentation of the type's body.</summary>
    public static IReadOnlyList<string> Named(string name, string[] lines)
    {
        var declares = new Regex($@"^{Indent}(?![\s/\[{{}}]).*\b{Regex.Escape(name)}\b\s*([(<{{;=]|$)");
        var members = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!declares.IsMatch(lines[i]))
            {
                continue;
            }

            var start = i;
            while (IsPreamble(lines[start - 1]))
            {
                start--;
            }

            while (i + 1 < lines.Length && Continues(lines, i + 1))
            {
                i++;
            }

            members.Add(string.Join('\n', lines[start..(i + 1)].Select(line => line.Length > 0 ? line[Indent.Length..] : line)));
        }

        return members;
    }

    private static bool IsPreamble(string line) => Regex.IsMatch(line, $@"^{Indent}(///|\[)");

    /// <summary>A member goes on over deeper lines, its own brackets, and blank lines before either.</summary>
    private static bool Continues(string[] lines, int at)
    {
        var next = Array.FindIndex(lines, at, line => line.Length > 0);
        return next >= 0 && Regex.IsMatch(lines[next], $@"^{Indent}[\s{{}})\]]");
    }
}
