using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookHost;

/// <summary>The #r lines of a cell.</summary>
public static class ReferenceDirectives
{
    /// <summary>How the kernel parses cells.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>Those that count: they stand before any code. So only that much is looked at, whatever the code is.</summary>
    public static IReadOnlyList<ReferenceDirectiveTriviaSyntax> Find(string code) => code.Contains("#r")
        ? [.. SyntaxFactory.ParseTokens(WithoutMagic(code), options: ParseOptions).First().LeadingTrivia
            .Select(trivia => trivia.GetStructure()).OfType<ReferenceDirectiveTriviaSyntax>().Where(r => r.IsActive)]
        : [];

    /// <summary>0-based line of a cell that one of its directives stands on.</summary>
    public static int LineOf(string code, ReferenceDirectiveTriviaSyntax directive) => code.AsSpan(0, directive.SpanStart).Count('\n');

    /// <summary>True for a file, false for the name of an assembly or of a package.</summary>
    public static bool IsPath(string reference) =>
        !reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)
        && !reference.Contains('\0') && (reference.Contains('/') || reference.Contains('\\') || reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));

    /// <summary>The same code for a notebook in another folder: relative #r paths lead to the same files from there.</summary>
    /// <param name="from">Full path of the folder that the paths are relative to.</param>
    /// <param name="to">Full path of the folder that they are to be relative to.</param>
    public static string Rebase(string code, string from, string to)
    {
        foreach (var file in Find(code).Select(r => r.File).Reverse())
        {
            if (IsPath(file.ValueText) && !Path.IsPathRooted(file.ValueText))
            {
                var path = Path.GetRelativePath(to, Path.GetFullPath(file.ValueText, from)).Replace('\\', '/');
                code = code.Remove(file.SpanStart, file.Span.Length).Insert(file.SpanStart, $"\"{path}\"");
            }
        }

        return code;
    }

    /// <summary>Magic commands are comments to the compiler, at the same places.</summary>
    private static string WithoutMagic(string code) =>
        code.StartsWith("#!", StringComparison.Ordinal) || code.Contains("\n#!")
            ? string.Join('\n', code.Split('\n').Select(line => line.StartsWith("#!", StringComparison.Ordinal) ? "//" + line[2..] : line))
            : code;
}
