using System.Text.RegularExpressions;

namespace Gmm;

/// <summary>Finds members in a source file by their indentation, which <c>dotnet format</c> keeps uniform: no parser.</summary>
internal static partial class SourceCodeMembers
{
    private const int Indent = 4;

    /// <summary>The members of the file's type in order, each with its documentation and attributes, unindented.</summary>
    public static IEnumerable<(string Name, string Code)> Of(string[] source)
    {
        string[] lines = [.. Flattened(source)];
        for (var i = 0; i < lines.Length; i++)
        {
            if (Declaration().Match(lines[i]) is not { Success: true } declaration)
            {
                continue;
            }

            var start = i;
            while (start > 0 && Preamble().IsMatch(lines[start - 1]))
            {
                start--;
            }

            while (Continues(lines, i + 1))
            {
                i++;
            }

            var code = lines[start..(i + 1)].Select(line => line.Length > Indent ? line[Indent..] : "");
            yield return (declaration.Groups["name"].Value, string.Join('\n', code));
        }
    }

    /// <summary>The members of an extension block, which stand deeper, as those of the type around it.</summary>
    private static IEnumerable<string> Flattened(string[] lines)
    {
        bool inside = false;
        foreach (string line in lines)
        {
            bool begins = line.StartsWith("    extension(", StringComparison.Ordinal);
            if (!begins && !(inside && line is "    {" or "    }"))
            {
                yield return inside && line.Length > Indent ? line[Indent..] : line;
            }

            inside = begins || (inside && line != "    }");
        }
    }

    /// <summary>A member goes on over deeper lines, its own brackets, and blank lines before either.</summary>
    private static bool Continues(string[] lines, int at)
    {
        var next = Array.FindIndex(lines, at, line => line.Length > 0);
        return next >= 0 && Continuation().IsMatch(lines[next]);
    }

    /// <summary>At the members' indentation: modifiers, a type (perhaps a tuple), the name, and what may follow a name.</summary>
    [GeneratedRegex(@"^ {4}(?![\s/\[{}#])(?:[^(={;]|\([^)]*\)[\[\]?>]*\s)*?" +
        @"\b(?!(?:public|private|protected|internal|static|readonly|async|override|new)\b)" +
        @"(?<!\.)(?<name>\w+)\s*(?:<[^>]*>\s*)?(?:[({;=]|$)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^ {4}(?://|\[)")]
    private static partial Regex Preamble();

    [GeneratedRegex(@"^ {4}[\s{})\]]")]
    private static partial Regex Continuation();
}
