using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookHost;

/// <summary>Magic commands that the kernel's packages lack, or have without saying what failed.</summary>
internal static class MagicCommands
{
    /// <summary>#!time, as the tool has it: how long the cell took.</summary>
    public static void UseTime(this Kernel kernel) => kernel.AddDirective(
        new KernelActionDirective("#!time"),
        (_, context) =>
        {
            var watch = Stopwatch.StartNew();
            context.OnComplete(done => done.Publish(new DisplayedValueProduced(watch.Elapsed, context.Command,
                [new FormattedValue("text/plain", FormattableString.Invariant($"Wall time: {watch.Elapsed.TotalMilliseconds}ms"))])));
            return Task.CompletedTask;
        });

    /// <summary>#!import: runs the cells of another notebook, or a C# file. The packages' own goes on silently after an exception.</summary>
    public static void UseImport(this Kernel kernel, Func<Notebook, Cell, Task<CommandFailed?>> run) => kernel.AddDirective<ImportDocument>(
        new KernelActionDirective("#!import")
        {
            Parameters = { new("--file") { AllowImplicitName = true, Required = true } },
        },
        async (command, context) =>
        {
            var notebook = Read(command.FilePath);
            foreach (var cell in notebook.Cells)
            {
                if (cell.Kind == CellKind.Markdown)
                {
                    context.DisplayAs(cell.Source, "text/markdown");
                }
                else if (await run(notebook, cell) is { } failed)
                {
                    var error = ErrorOutputs.From(failed, cell, notebook);
                    throw new CellException($"{error.Name}, in an imported file",
                        $"{command.FilePath}, line {error.Line}: {error.Message}\n{error.StackTrace}".TrimEnd());
                }
            }
        });

    private static Notebook Read(string file)
    {
        var path = Path.GetFullPath(file);
        try
        {
            return Path.GetExtension(path) switch
            {
                ".dib" => DibReader.Read(path),
                ".cs" or ".csx" => new(path, [new(1, CellKind.Code, File.ReadAllText(path), 1)]),
                _ => throw new CellException("Import failed", $"{file}: what can be imported is a .dib, .cs or .csx file."),
            };
        }
        catch (NotebookFormatException e)
        {
            throw new CellException("Import failed", $"{file}, line {e.Line}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CellException("Import failed", $"{e.Message} Paths are relative to the notebook's folder.");
        }
    }
}
