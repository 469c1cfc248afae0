using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace NotebookHost;

/// <summary>Runs cells on the kernel that VS Code and Jupyter run them on.</summary>
internal sealed class KernelEngine : IDisposable
{
    private const string Name = "csharp";

    private readonly Notebook _notebook;
    private readonly CSharpKernel _csharp = new(Name);
    private readonly CompositeKernel _root = new() { DefaultKernelName = Name };
    private readonly NuGetPackages _packages = new();

    /// <param name="output">What cells print goes here, and not through the kernel: its events lose what is printed after a cell's
    /// end, and keep everything in memory until then.</param>
    /// <param name="error">The same for what they print as errors.</param>
    public KernelEngine(Notebook notebook, TextWriter output, TextWriter error)
    {
        _notebook = notebook;
        ScriptOptions(_csharp, options => options
            .WithEmitDebugInformation(true)  // else stack frames have no lines
            .WithFileEncoding(Encoding.UTF8) // which that asks for
            .WithWarningLevel(1));           // as the library sets it in every kernel
        _csharp.UseWho().UseValueSharing();
        _csharp.AddMiddleware(async (command, context, next) =>
        {
            Console.SetOut(output);
            Console.SetError(error);
            await next(command, context);
        }, nameof(KernelEngine));
        _root.Add(_csharp, ["c#", "C#", "cs"]);
        _root.UseTime();
        _root.UseImport(RunAsync);
    }

    /// <summary>What cells show, as it comes.</summary>
    public IObservable<KernelEvent> Events => _root.KernelEvents;

    /// <summary>Compiles and runs this and that while the notebook waits for its turn, so that fewer cells wait for the compiler to be compiled.</summary>
    /// <param name="turn">Ends when the notebook may start: from then on, warming up would delay its cells.</param>
    public async Task WarmUpAsync(Task turn)
    {
        await _root.SendAsync(new SubmitCode($"using static {typeof(Kernel).FullName};", Name)); // what every cell sees
        using var spare = new CSharpKernel("spare");
        foreach (var code in (string[])
            ["record Warm(int Up); var warm = new[] { 1 }.Select(i => new Warm(i)).ToList();", "await Task.Yield(); $\"{warm[0]}\""])
        {
            if (!turn.IsCompleted)
            {
                await spare.SendAsync(new SubmitCode(code));
            }
        }
    }

    /// <returns>What went wrong, null where nothing did.</returns>
    public async Task<ErrorOutput?> RunAsync(Cell cell)
    {
        try
        {
            return await RunAsync(_notebook, cell) is { } failed ? ErrorOutputs.From(failed, cell, _notebook) : null;
        }
        catch (Exception e)
        {
            return ErrorOutputs.From(e, cell, _notebook);
        }
    }

    public void Dispose() => _root.Dispose(); // and with it the kernels in it

    private async Task<CommandFailed?> RunAsync(Notebook notebook, Cell cell)
    {
        CellReferences.Check(notebook, cell);
        _csharp.AddAssemblyReferences(await _packages.RestoreAsync(cell));
        var result = await _root.SendAsync(new SubmitCode(CellCode.For(notebook, cell), Name));
        return result.Events.OfType<CommandFailed>().FirstOrDefault();
    }

    /// <summary>The kernel offers no way to set these; its last release will not rename the field.</summary>
    private static void ScriptOptions(CSharpKernel kernel, Func<ScriptOptions, ScriptOptions> change)
    {
        var field = typeof(CSharpKernel).GetField("_scriptOptions", BindingFlags.Instance | BindingFlags.NonPublic)!;
        field.SetValue(kernel, change((ScriptOptions)field.GetValue(kernel)!));
    }
}
