using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gmm.Tests.Layers;

/// <summary>A project's source files, and which of them uses what another declares, by the compiler's symbols.</summary>
internal sealed class SourceTree
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly Lazy<SourceUse[]> _uses; // found by the compiler, which takes seconds

    private SourceTree(SourceFile[] files, Func<SourceUse[]> uses) => (Files, _uses) = (files, new(uses));

    /// <summary>The repository's root, which the build writes into this assembly.</summary>
    public static string Root { get; } = typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    public IReadOnlyList<SourceFile> Files { get; }

    public IReadOnlyList<SourceUse> Uses => _uses.Value;

    /// <summary>The folders directly below the project's.</summary>
    public IEnumerable<string> Folders => Files.Select(file => file.Folder).Where(folder => folder.Length > 0).Distinct();

    /// <param name="project">The project's folder, from the repository's root.</param>
    public static SourceTree Of(string project)
    {
        string folder = Path.Combine(Root, project);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(folder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
            .Where(file => !file.Path.StartsWith("bin/", StringComparison.Ordinal) && !file.Path.StartsWith("obj/", StringComparison.Ordinal));
        return Of([.. files]);
    }

    public static SourceTree Of(params (string Path, string Text)[] files)
    {
        var byPath = files.ToDictionary(file => file.Path, file => new SourceFile(file.Path));
        return new([.. byPath.Values], () => UsesOf(files, byPath));
    }

    private static SourceUse[] UsesOf((string Path, string Text)[] files, Dictionary<string, SourceFile> byPath)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        SyntaxTree[] trees = [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path))];
        var compilation = CSharpCompilation.Create(
            "Layers", [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings, options)], References(), new(OutputKind.DynamicallyLinkedLibrary));
        return [.. trees.SelectMany(tree => UsesOf(compilation.GetSemanticModel(tree), byPath)).Distinct()];
    }

    private static IEnumerable<SourceUse> UsesOf(SemanticModel model, Dictionary<string, SourceFile> byPath)
    {
        var user = byPath[model.SyntaxTree.FilePath];
        return model.SyntaxTree.GetRoot().DescendantNodes(_ => true).OfType<SimpleNameSyntax>()
            .SelectMany(name => Declaring(model.GetSymbolInfo(name).Symbol))
            .Where(file => byPath.ContainsKey(file) && file != user.Path)
            .Select(file => new SourceUse(user, byPath[file]));
    }

    /// <summary>Where a symbol is declared; a namespace is in so many places that it says nothing.</summary>
    private static IEnumerable<string> Declaring(ISymbol? symbol) => symbol is null or INamespaceSymbol
        ? []
        : symbol.OriginalDefinition.DeclaringSyntaxReferences.Take(1).Select(reference => reference.SyntaxTree.FilePath);

    /// <summary>What this test runs with: the framework, TorchSharp, Plotly.NET and the rest of the library's packages.</summary>
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is not ("Gmm.dll" or "gmm-notebooks.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
}
