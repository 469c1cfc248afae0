using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookHost;

/// <summary>Compiles and runs cells, each one seeing what the ones before it declared.</summary>
/// <remarks>Compiling a cell takes what the cells before it declared, and not that they have run. So it starts at once, in the
/// background, and goes on while cells run: with the compiler's own start it is most of what a short notebook costs. A cell that
/// does not compile ahead gets its turn again when it is to be run, where a file that it references may have been written.</remarks>
internal sealed class ScriptEngine
{
    private readonly Notebook _notebook;
    private readonly ScriptOptions _options;
    private readonly Dictionary<int, Task<Script<object?>>> _compiled = [];
    private ScriptState<object?>? _state;

    public ScriptEngine(Notebook notebook)
    {
        _notebook = notebook;
        var assemblies = new ScriptAssemblies(notebook.Folder);
        _options = ScriptOptions.Default
            .WithLanguageVersion(ReferenceDirectives.ParseOptions.SpecifiedLanguageVersion)
            .WithReferences(assemblies.Defaults(typeof(Formatter), typeof(Kernel)))
            .WithMetadataResolver(assemblies)
            .WithImports(
                "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
                typeof(Kernel).FullName!)
            .WithFileEncoding(Encoding.UTF8)
            .WithEmitDebugInformation(true);

        Task<Script<object?>>? previous = null;
        foreach (var cell in notebook.CodeCells)
        {
            _compiled[cell.Number] = previous = CompileAfterAsync(previous, cell);
        }
    }

    /// <returns>The value of the cell's trailing expression, null where there is none.</returns>
    /// <exception cref="CellException">A reference cannot be had.</exception>
    /// <exception cref="CompilationErrorException">The cell does not compile; the locations are lines of the .dib file.</exception>
    public async Task<object?> RunAsync(Cell cell)
    {
        Script<object?> script;
        try
        {
            script = await _compiled[cell.Number];
        }
        catch (Exception e) when (e is CellException or CompilationErrorException)
        {
            script = Compile(cell, _state?.Script);
        }

        _state = _state is null ? await script.RunAsync() : await script.RunFromAsync(_state);
        return _state.ReturnValue;
    }

    private Task<Script<object?>> CompileAfterAsync(Task<Script<object?>>? previous, Cell cell) =>
        Task.Run(async () => Compile(cell, previous is null ? null : await previous));

    private Script<object?> Compile(Cell cell, Script? previous)
    {
        CheckReferences(cell);
        var code = $"#line {cell.Line} \"{_notebook.Path}\"\n{cell.Source}";
        var script = previous is null
            ? CSharpScript.Create<object?>(code, _options)
            : previous.ContinueWith<object?>(code, _options);
        var diagnostics = script.Compile();
        return diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)
            ? throw new CompilationErrorException($"Cell {cell.Number} does not compile.", diagnostics)
            : script;
    }

    private void CheckReferences(Cell cell)
    {
        foreach (var directive in ReferenceDirectives.Find(cell.Source))
        {
            var reference = directive.File.ValueText;
            var line = cell.Line + directive.GetLocation().GetLineSpan().StartLinePosition.Line;
            if (reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            {
                throw new CellException("Not supported",
                    $"#r \"{reference}\": packages are not restored here, since that needs the network and goes wrong for native "
                    + "libraries. Reference the package from lib/Gmm.csproj, build it, and use #r \"../lib/bin/NAME.dll\".", line);
            }

            var path = Path.GetFullPath(reference, _notebook.Folder);
            if (ReferenceDirectives.IsPath(reference) && !File.Exists(path))
            {
                throw new CellException("Missing reference", $"#r \"{reference}\": there is no file {path}. {Advice(path)}", line);
            }
        }
    }

    private static string Advice(string missing)
    {
        var folder = Path.GetDirectoryName(missing);
        while (folder is not null && Path.GetFileName(folder) != "bin")
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.GetFileName(Path.GetDirectoryName(folder)) is { Length: > 0 } project
            ? $"Build it: dotnet build {project}"
            : "Paths are relative to the notebook's folder.";
    }
}
