using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookHost.Export;

/// <summary>A cell's code, sorted into the places that it has in a program.</summary>
internal sealed record ProgramCell(IReadOnlyList<string> Usings, string Statements, string Types)
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <param name="names">What earlier cells declared; gets what this one does.</param>
    public static ProgramCell Parse(string source, ProgramNames names)
    {
        var root = CSharpSyntaxTree.ParseText(WithoutCommands(source), Script).GetCompilationUnitRoot();
        foreach (var name in Declared(root))
        {
            names.Declare(name);
        }

        root = (CompilationUnitSyntax)new Renaming(names.Renamed).Visit(root);
        var statements = new StringBuilder();
        var types = new StringBuilder();
        foreach (var member in root.Members)
        {
            var text = member.ToFullString().Trim('\r', '\n');
            switch (member)
            {
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    types.Append(text).Append("\n\n");
                    break;
                case MethodDeclarationSyntax method when method.ParameterList.Parameters.Any(p => p.Modifiers.Any(SyntaxKind.ThisKeyword)):
                    types.Append("static class ").Append(method.Identifier).Append("Extension\n{\npublic static ").Append(text.TrimStart()).Append("\n}\n\n");
                    break;
                case GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } value }:
                    var comments = value.GetLeadingTrivia().ToFullString().Trim('\r', '\n');
                    statements.Append(comments).Append(comments.Length > 0 ? "\n" : "").Append("display(").Append(value.Expression.WithoutTrivia().ToFullString()).Append(");\n");
                    break;
                default:
                    statements.Append(text).Append('\n');
                    break;
            }
        }

        // Comments after the last statement, or instead of any.
        statements.Append(root.EndOfFileToken.LeadingTrivia.ToFullString().Trim());
        return new([.. root.Usings.Select(u => u.WithoutTrivia().ToFullString())], statements.ToString().Trim('\r', '\n'), types.ToString());
    }

    /// <summary>Lines that tell the kernel something are comments, and references stand elsewhere.</summary>
    private static string WithoutCommands(string source) => string.Join('\n', source.Split('\n')
        .Where(line => !line.StartsWith("#r ", StringComparison.Ordinal))
        .Select(line => line.StartsWith("#!", StringComparison.Ordinal) ? $"// {line}" : line));

    private static IEnumerable<string> Declared(CompilationUnitSyntax root) => root.Members.SelectMany(member => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText).Concat(Designated(member)),
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        GlobalStatementSyntax { Statement: ExpressionStatementSyntax } => Designated(member),
        _ => [],
    }).Distinct();

    /// <summary>Names in var (a, b) = …, and in arguments: out var c.</summary>
    private static IEnumerable<string> Designated(SyntaxNode node) => node
        .DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or BlockSyntax))
        .OfType<SingleVariableDesignationSyntax>()
        .Select(d => d.Identifier.ValueText);

    /// <summary>Gives variables and functions their new names: not members, arguments and properties that are called alike.</summary>
    private sealed class Renaming(Dictionary<string, string> renamed) : CSharpSyntaxRewriter
    {
        public override SyntaxToken VisitToken(SyntaxToken token) =>
            token.IsKind(SyntaxKind.IdentifierToken) && renamed.TryGetValue(token.ValueText, out var name) && IsVariable(token)
                ? SyntaxFactory.Identifier(token.LeadingTrivia, name, token.TrailingTrivia)
                : base.VisitToken(token);

        private static bool IsVariable(SyntaxToken token) => token.Parent switch
        {
            IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name => access.Expression == name,
            IdentifierNameSyntax { Parent: NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax or QualifiedNameSyntax } => false,
            IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment } name => assignment.Left != name,
            IdentifierNameSyntax or VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or ParameterSyntax => true,
            MethodDeclarationSyntax or LocalFunctionStatementSyntax => true,
            _ => false,
        };
    }
}
