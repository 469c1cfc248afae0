namespace NotebookHost;

/// <summary>Why a notebook stopped, and where.</summary>
/// <param name="Cell">1-based number of the cell among the code cells, null where the file could not be read.</param>
/// <param name="Line">1-based line of the .dib file, null where none is at fault.</param>
/// <param name="SourceLine">That line's text, null where it is in no cell.</param>
/// <param name="Details">Stack frames, or what a process that died wrote to stderr.</param>
internal sealed record Failure(
    int? Cell, int? Line, string? SourceLine, string Name, string Message, IReadOnlyList<string> Details)
{
    public static Failure? Of(ExecutedNotebook executed)
    {
        if (executed.FailedCell is not { } failed)
        {
            return null;
        }

        var error = failed.Outputs.OfType<ErrorOutput>().First();
        var line = error.Line ?? failed.Cell.Line;
        var frames = error.StackTrace.Split('\n').Where(l => l.StartsWith("   at ", StringComparison.Ordinal));
        var lastWords = failed.Outputs.OfType<StreamOutput>().LastOrDefault(s => s.IsError)?.Text.TrimEnd() ?? "";
        return new(executed.Notebook.CodePosition(failed.Cell), line, executed.Notebook.SourceLine(line), error.Name, error.Message,
            [.. error.StackTrace.Length > 0 ? frames : StackText.Clean(lastWords, executed.Notebook)]);
    }

    public static Failure Of(NotebookFormatException exception) =>
        new(null, exception.Line, null, "Malformed notebook", exception.Message, []);

    public static Failure NotRead(Exception exception) => new(null, null, null, "Cannot be read", exception.Message, []);

    public static Failure NotWritten(Exception exception) => new(null, null, null, "Cannot be written", exception.Message, []);
}
