using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookHost;

/// <summary>The #r lines of a cell.</summary>
public static class ReferenceDirectives
{
    /// <summary>How cells are parsed. C# 13 is what the published source of the .NET Interactive kernel sets.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    public static IReadOnlyList<ReferenceDirectiveTriviaSyntax> Find(string code) => code.Contains("#r")
        ? [.. CSharpSyntaxTree.ParseText(code, ParseOptions).GetCompilationUnitRoot().GetReferenceDirectives().Where(r => r.IsActive)]
        : [];

    /// <summary>True for a file, false for the name of an assembly or of a package.</summary>
    public static bool IsPath(string reference) =>
        !reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)
        && (reference.Contains('/') || reference.Contains('\\') || reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));

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
}
