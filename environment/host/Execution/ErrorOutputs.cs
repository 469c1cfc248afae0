using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Events;

namespace NotebookHost;

/// <summary>Says what went wrong in a cell in terms of the .dib file, without the machinery that ran it.</summary>
internal static class ErrorOutputs
{
    public static ErrorOutput From(CommandFailed failed, Cell cell, Notebook notebook) => failed.Exception is { } exception
        ? From(exception, cell, notebook)
        : new("Refused by the kernel", failed.Message ?? "It does not say why.", "", cell.Line);

    public static ErrorOutput From(Exception exception, Cell cell, Notebook notebook) => exception switch
    {
        CellException refused => new(refused.Name, refused.Message, "", refused.Line ?? cell.Line),
        CompilationErrorException compilation => FromCompilation(compilation, cell),
        { InnerException: CompilationErrorException compilation } => FromCompilation(compilation, cell),
        _ => new(Name(exception), Message(exception), Trace(exception, notebook), Line(exception, cell, notebook) ?? cell.Line),
    };

    private static ErrorOutput FromCompilation(CompilationErrorException exception, Cell cell)
    {
        var errors = exception.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var lines = errors
            .Select(e => e.Location.IsInSource ? e.Location.GetMappedLineSpan().StartLinePosition.Line + 1 : cell.Line)
            .ToList();
        var messages = errors.Zip(lines, (e, line) => $"line {line}: {e.Id}: {e.GetMessage(CultureInfo.InvariantCulture)}");
        return new("Does not compile", string.Join('\n', messages), "", lines.Append(cell.Line).First());
    }

    private static string Name(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;

    private static string Message(Exception exception) => exception.InnerException is { } inner
        ? $"{Said(() => exception.Message)}\n→ {Name(inner)}: {Message(inner)}"
        : Said(() => exception.Message);

    /// <summary>A cell's own exception may say nothing, or throw when it is asked.</summary>
    private static string Said(Func<string?> what)
    {
        try
        {
            return what() ?? "";
        }
        catch (Exception e)
        {
            return $"(asking the exception threw {Name(e)})";
        }
    }

    /// <summary>The line of this cell that the exception passed through, or of the cell whose function it called.</summary>
    private static int? Line(Exception exception, Cell cell, Notebook notebook)
    {
        var frames = new StackTrace(exception, true).GetFrames().Where(f => f.GetFileName() == CellCode.PathFor(notebook));
        var lines = frames.Select(f => f.GetFileLineNumber()).ToList();
        var own = lines.Where(line => line >= cell.Line).ToList();
        return own.Count > 0 ? own[0]
            : lines.Count > 0 ? lines[0]
            : exception.InnerException is { } inner ? Line(inner, cell, notebook)
            : null;
    }

    private static string Trace(Exception exception, Notebook notebook)
    {
        var trace = string.Join('\n', StackText.Clean(Said(() => exception.StackTrace), notebook));
        return exception.InnerException is { } inner ? $"{trace}\n→ {Name(inner)}\n{Trace(inner, notebook)}" : trace;
    }
}
