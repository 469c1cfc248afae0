using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace NotebookHost;

/// <summary>Says what went wrong in a cell in terms of the .dib file, without the machinery that ran it.</summary>
internal static class ErrorOutputs
{
    public static ErrorOutput From(Exception exception, Cell cell, string path) => exception switch
    {
        CellException refused => new(refused.Name, refused.Message, "", refused.Line),
        CompilationErrorException compilation => FromCompilation(compilation, cell),
        _ => new(
            exception.GetType().FullName!, Message(exception), Trace(exception, path), Line(exception, cell, path) ?? cell.Line),
    };

    private static ErrorOutput FromCompilation(CompilationErrorException exception, Cell cell)
    {
        var errors = exception.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var lines = errors
            .Select(e => e.Location.IsInSource ? e.Location.GetMappedLineSpan().StartLinePosition.Line + 1 : cell.Line)
            .ToList();
        var messages = errors.Zip(lines, (e, line) => $"line {line}: {e.Id}: {e.GetMessage(CultureInfo.InvariantCulture)}");
        return new("Does not compile", string.Join('\n', messages), "", lines[0]);
    }

    private static string Message(Exception exception) => exception.InnerException is { } inner
        ? $"{exception.Message}\n→ {inner.GetType().FullName}: {Message(inner)}"
        : exception.Message;

    /// <summary>The line of this cell that the exception passed through, or of the cell whose function it called.</summary>
    private static int? Line(Exception exception, Cell cell, string path)
    {
        var frames = new StackTrace(exception, true).GetFrames().Where(f => f.GetFileName() == path);
        var lines = frames.Select(f => f.GetFileLineNumber()).ToList();
        var own = lines.Where(line => line >= cell.Line).ToList();
        return own.Count > 0 ? own[0]
            : lines.Count > 0 ? lines[0]
            : exception.InnerException is { } inner ? Line(inner, cell, path)
            : null;
    }

    private static string Trace(Exception exception, string path)
    {
        var trace = string.Join('\n', StackText.Clean(exception.StackTrace ?? "", path));
        return exception.InnerException is { } inner ? $"{trace}\n→ {inner.GetType().FullName}\n{Trace(inner, path)}" : trace;
    }
}
