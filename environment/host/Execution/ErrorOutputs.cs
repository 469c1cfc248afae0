using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace NotebookHost;

/// <summary>Says what went wrong in a cell in terms of the .dib file, without the machinery that ran it.</summary>
internal static partial class ErrorOutputs
{
    public static ErrorOutput From(Exception exception, Cell cell, string path) => exception switch
    {
        CellException refused => new(refused.Name, refused.Message, "", refused.Line),
        CompilationErrorException compilation => FromCompilation(compilation),
        _ => new(exception.GetType().FullName!, Message(exception), Trace(exception, path), Line(exception, cell, path) ?? cell.Line),
    };

    private static ErrorOutput FromCompilation(CompilationErrorException exception)
    {
        var errors = exception.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var lines = errors.Select(e => e.Location.GetMappedLineSpan().StartLinePosition.Line + 1).ToList();
        return new("Does not compile",
            string.Join('\n', errors.Zip(lines, (error, line) => $"line {line}: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}")), "", lines[0]);
    }

    private static string Message(Exception exception) => exception.InnerException is { } inner
        ? $"{exception.Message}\n→ {inner.GetType().FullName}: {Message(inner)}"
        : exception.Message;

    /// <summary>The line of this cell that the exception passed through, or of another cell whose function was called.</summary>
    private static int? Line(Exception exception, Cell cell, string path)
    {
        var lines = new StackTrace(exception, true).GetFrames().Where(f => f.GetFileName() == path).Select(f => f.GetFileLineNumber()).ToList();
        var own = lines.Where(line => line >= cell.Line).ToList();
        return own.Count > 0 ? own[0] : lines.Count > 0 ? lines[0] : exception.InnerException is { } inner ? Line(inner, cell, path) : null;
    }

    private static string Trace(Exception exception, string path)
    {
        var frames = (exception.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries)
            .Where(frame => frame.StartsWith("at ", StringComparison.Ordinal)
                && !frame.StartsWith("at Microsoft.CodeAnalysis.", StringComparison.Ordinal)
                && !frame.StartsWith("at NotebookHost.", StringComparison.Ordinal))
            .Select(frame => "   " + LocalFunction().Replace(CellFrame().Replace(frame, "cell"), "$1").Replace(path, Path.GetFileName(path)));
        var trace = string.Join('\n', frames);
        return exception.InnerException is { } inner ? $"{trace}\n→ {inner.GetType().FullName}\n{Trace(inner, path)}" : trace;
    }

    [GeneratedRegex(@"Submission#\d+\.<<Initialize>>d__\d+\.MoveNext\(\)")]
    private static partial Regex CellFrame();

    [GeneratedRegex(@"Submission#\d+\.(?:<<Initialize>>g__)?(\w+)(?:\|\d+_\d+)?")]
    private static partial Regex LocalFunction();
}
