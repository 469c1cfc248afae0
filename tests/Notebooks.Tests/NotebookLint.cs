using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookHost;

namespace Notebooks.Tests;

/// <summary>
/// What a notebook must keep to in order to run everywhere: in this host, in VS Code and in Jupyter, whose kernel has
/// limits of its own. Each finding says the line and what to write instead.
/// </summary>
internal static class NotebookLint
{
    public const int MostLinesOfCode = 15;

    private static readonly string[] Setup =
    [
        "#r \"../lib/bin/Gmm.dll\"",
        "#r \"../lib/bin/TorchSharp.dll\"",
        "#r \"../lib/bin/Plotly.NET.dll\"",
        "#r \"../lib/bin/Plotly.NET.CSharp.dll\"",
        "#r \"../lib/bin/Microsoft.Data.Analysis.dll\"",
    ];

    private static readonly string[] TensorScopes =
        ["NewDisposeScope", "WrappedTensorDisposeScope", "no_grad", "enable_grad", "set_grad_enabled", "inference_mode"];

    public static IReadOnlyList<string> Check(string path, string text)
    {
        Notebook notebook;
        try
        {
            notebook = DibReader.Parse(path, text);
        }
        catch (NotebookFormatException e)
        {
            return [$"line {e.Line}: {e.Message}"];
        }

        var code = notebook.Cells.Where(c => c.Kind == CellKind.Code).ToList();
        return
        [
            .. CheckForm(notebook, text),
            .. CheckSetup(code),
            .. code.SelectMany(CheckCell),
            .. CheckDisplayHandles(code),
        ];
    }

    private static IEnumerable<string> CheckForm(Notebook notebook, string text)
    {
        if (DibWriter.Write(notebook) != text)
        {
            yield return "not as .NET Interactive saves it: #!name, an empty line, the content, an empty line; \\n; no byte order mark";
        }

        foreach (var cell in notebook.Cells.Where(c => c.Kind == CellKind.Markdown))
        {
            if (cell.Source.Split('\n').Count(line => line.TrimStart().StartsWith("```", StringComparison.Ordinal)) % 2 == 1)
            {
                yield return $"line {cell.Line}: a code fence is left open; a line #!csharp or #!markdown in it would end the cell";
            }
        }
    }

    private static IEnumerable<string> CheckSetup(List<Cell> code)
    {
        if (code.Count == 0)
        {
            yield break;
        }

        var lines = code[0].Source.Split('\n');
        if (!lines.Take(Setup.Length).SequenceEqual(Setup) || !lines.Contains("using Gmm;") || !code[0].Source.Contains("Setup.Init("))
        {
            yield return $"line {code[0].Line}: the first code cell is the setup cell: the five #r lines, using Gmm;, Setup.Init(...)";
        }

        foreach (var cell in code.Skip(1))
        {
            foreach (var directive in ReferenceDirectives.Find(cell.Source))
            {
                yield return $"line {cell.Line + ReferenceDirectives.LineOf(cell.Source, directive)}: #r belongs into the setup cell";
            }
        }
    }

    private static IEnumerable<string> CheckCell(Cell cell)
    {
        foreach (var (index, text) in cell.Source.Split('\n').Index().Where(line => line.Item.StartsWith("#!", StringComparison.Ordinal)))
        {
            yield return $"line {cell.Line + index}: {text}: magic commands are not the same everywhere, and #!import hides exceptions";
        }

        var tree = CSharpSyntaxTree.ParseText(cell.Source, ReferenceDirectives.ParseOptions);
        var root = tree.GetCompilationUnitRoot();
        foreach (var error in tree.GetDiagnostics())
        {
            // A namespace and #r after code end up here too.
            var line = error.Location.GetLineSpan().StartLinePosition.Line;
            var isUsing = tree.GetText().Lines[line].ToString().TrimStart().StartsWith("using", StringComparison.Ordinal);
            var advice = isUsing ? ": for using var write using (var x = ...) { }" : "";
            yield return $"line {cell.Line + line}: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}{advice}";
        }

        foreach (var node in root.DescendantNodes(descendIntoTrivia: true))
        {
            var problem = node switch
            {
                MethodDeclarationSyntax { Parent: TypeDeclarationSyntax } method when IsExtension(method) =>
                    "an extension method cannot be in a class here: write it at the top level of the cell",
                VariableDeclarationSyntax { Parent: FieldDeclarationSyntax { Parent: CompilationUnitSyntax } } variable when IsSpan(variable.Type) =>
                    "a Span cannot be a variable of a cell: use an array",
                InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "HTML" } } =>
                    "HTML(...) warns in the kernel: write \"...\".DisplayAs(\"text/html\")",
                ReferenceDirectiveTriviaSyntax directive when directive.File.ValueText.StartsWith("nuget", StringComparison.OrdinalIgnoreCase) =>
                    "#r \"nuget: ...\" restores in the kernel: reference the build in ../lib/bin",
                _ => null,
            };
            if (problem is not null)
            {
                yield return $"{At(cell, node)}: {problem}";
            }
        }

        if (root.DescendantTokens().FirstOrDefault(t => t.IsKind(SyntaxKind.AwaitKeyword)) is { RawKind: not 0 } awaits
            && root.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => TensorScopes.Contains(n.Identifier.Text)))
        {
            yield return $"{At(cell, awaits.Parent!)}: await in a cell with a tensor scope, which belongs to one thread";
        }

        if (LinesOfCode(root) is > MostLinesOfCode and var lines)
        {
            yield return $"line {cell.Line}: {lines} lines of code; {MostLinesOfCode} at most";
        }
    }

    /// <summary>The handle that display() gives has an Update that does nothing in the last kernel.</summary>
    private static IEnumerable<string> CheckDisplayHandles(List<Cell> code)
    {
        var handles = new HashSet<string>();
        foreach (var cell in code)
        {
            var root = CSharpSyntaxTree.ParseText(cell.Source, ReferenceDirectives.ParseOptions).GetCompilationUnitRoot();
            handles.UnionWith(root.DescendantNodes().OfType<VariableDeclaratorSyntax>()
                .Where(v => IsDisplay(v.Initializer?.Value)).Select(v => v.Identifier.Text));
            foreach (var update in root.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(m => m.Name.Identifier.Text == "Update"))
            {
                if (IsDisplay(update.Expression) || (update.Expression is IdentifierNameSyntax name && handles.Contains(name.Identifier.Text)))
                {
                    yield return $"{At(cell, update)}: Update of a display handle does nothing in the kernel: print lines instead";
                }
            }
        }
    }

    private static bool IsDisplay(ExpressionSyntax? expression) => expression is InvocationExpressionSyntax
    {
        Expression: IdentifierNameSyntax { Identifier.Text: "display" }
            or MemberAccessExpressionSyntax { Name.Identifier.Text: "Display" or "DisplayAs" or "display" },
    };

    private static bool IsExtension(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.FirstOrDefault() is { } first && first.Modifiers.Any(SyntaxKind.ThisKeyword);

    private static bool IsSpan(TypeSyntax type) => type is GenericNameSyntax { Identifier.Text: "Span" or "ReadOnlySpan" };

    private static int LinesOfCode(CompilationUnitSyntax root) => root
        .DescendantTokens(descendIntoTrivia: true)
        .Where(token => token.Span.Length > 0 && !token.Parent!.AncestorsAndSelf().OfType<DocumentationCommentTriviaSyntax>().Any())
        .Select(token => token.GetLocation().GetLineSpan())
        .SelectMany(span => Enumerable.Range(span.StartLinePosition.Line, span.EndLinePosition.Line - span.StartLinePosition.Line + 1))
        .Distinct()
        .Count();

    private static string At(Cell cell, SyntaxNode node) => $"line {cell.Line + node.GetLocation().GetLineSpan().StartLinePosition.Line}";
}
