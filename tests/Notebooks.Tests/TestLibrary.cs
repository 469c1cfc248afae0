using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Tests;

/// <summary>
/// Outer.dll needs Inner.dll and Deep.dll beside it, and a formatting library that the host has as well:
/// the shape of lib/bin, without its half gigabyte.
/// </summary>
internal static class TestLibrary
{
    private static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    public static void Build(string folder)
    {
        var formatting = Path.Combine(AppContext.BaseDirectory, "Microsoft.DotNet.Interactive.Formatting.dll");
        Directory.CreateDirectory(folder);
        File.Copy(formatting, Path.Combine(folder, Path.GetFileName(formatting)));
        var inner = Compile(Path.Combine(folder, "Inner.dll"), """public class Inner { public string Name => "inner"; }""");
        var deep = Compile(Path.Combine(folder, "Deep.dll"), """public class Deep { public string Name => "deep"; }""");
        Compile(Path.Combine(folder, "Outer.dll"), """
            using Microsoft.DotNet.Interactive.Formatting;
            public class Outer : System.Collections.Generic.List<Deep>
            {
                static Outer() => Formatter.Register<Outer>(_ => "formatted by the library", "text/html");
                public string Say() => "outer " + new Inner().Name;
            }
            """, inner, deep);
    }

    private static PortableExecutableReference Compile(string path, string code, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(code)],
            [.. Framework, .. references],
            new(OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(path);
        return result.Success ? MetadataReference.CreateFromFile(path) : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
