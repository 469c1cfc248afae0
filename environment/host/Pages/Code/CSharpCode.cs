using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NotebookHost.Pages;

/// <summary>
/// Colours C# by its syntax tree. The parser is the one that compiles the cells; Roslyn's classifier would know more, but
/// it is a further 10 MB of assemblies and wants a workspace with every reference.
/// </summary>
internal static class CSharpCode
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>Plain where it is more than can be coloured.</summary>
    public static string Render(string source) => Bounded.TryRun(source, Colour) ?? Html.Encode(source);

    private static string Colour(string source)
    {
        var html = new StringBuilder(source.Length * 2);
        var written = 0;
        foreach (var (span, kind) in Coloured(CSharpSyntaxTree.ParseText(source, Script).GetRoot()))
        {
            html.Append(Html.Encode(source[written..span.Start]))
                .Append("<span class=\"").Append(kind).Append("\">").Append(Html.Encode(source[span.Start..span.End])).Append("</span>");
            written = span.End;
        }
        return html.Append(Html.Encode(source[written..])).ToString();
    }

    private static IEnumerable<(TextSpan Span, string Kind)> Coloured(SyntaxNode root)
    {
        foreach (var token in root.DescendantTokens())
        {
            foreach (var span in token.LeadingTrivia.SelectMany(Coloured))
            {
                yield return span;
            }
            if (token.Span.Length > 0 && Kind(token) is { } kind)
            {
                yield return (token.Span, kind);
            }
            foreach (var span in token.TrailingTrivia.SelectMany(Coloured))
            {
                yield return span;
            }
        }
    }

    private static IEnumerable<(TextSpan Span, string Kind)> Coloured(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.DisabledTextTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            => [(trivia.FullSpan, "comment")],
        SyntaxKind.PreprocessingMessageTrivia => [(trivia.FullSpan, "directive")],
        _ => trivia.GetStructure() is { } structure ? Coloured(structure) : [],
    };

    private static string? Kind(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "number",
        SyntaxKind.IdentifierToken => IdentifierKind(token),
        _ when IsString(token.Kind()) => "string",
        _ when token.Parent is DirectiveTriviaSyntax => "directive",
        var kind when SyntaxFacts.IsKeywordKind(kind) => "keyword",
        _ => null,
    };

    private static string? IdentifierKind(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => "type",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "method",
        IdentifierNameSyntax { IsVar: true } => "keyword",
        SimpleNameSyntax name when IsCalled(name) => token.ValueText == "nameof" ? "keyword" : "method",
        SimpleNameSyntax name when SyntaxFacts.IsInTypeOnlyContext(name) || LooksLikeAType(name) => "type",
        _ => null,
    };

    // f(…), x.f(…), x?.f(…)
    private static bool IsCalled(SimpleNameSyntax name) =>
        (name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name).Parent
            is InvocationExpressionSyntax call && call.Expression.Span.End == name.Span.End;

    // What stands left of a dot with a capital, as in Math.Sqrt: the names of types and of nothing else that notebooks declare.
    private static bool LooksLikeAType(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Expression == name && char.IsUpper(name.Identifier.ValueText, 0);

    private static bool IsString(SyntaxKind kind) =>
        kind is SyntaxKind.CharacterLiteralToken
            or SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedRawStringEndToken;
}
