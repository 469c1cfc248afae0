using System.Globalization;
using Spectre.Console;

namespace NotebookHost;

/// <summary>What is said after a run: what failed and where, a table, and where the pages are.</summary>
internal static class Report
{
    private const int MostDetails = 12;
    private const int MostMessage = 40;

    public static void Print(IAnsiConsole console, IReadOnlyList<NotebookResult> results, string? index)
    {
        foreach (var result in results.Where(r => r.Failure is not null))
        {
            Print(console, result, result.Failure!);
        }

        console.WriteLine();
        console.Write(Table(results));
        if (index is not null)
        {
            console.Profile.Out.Writer.WriteLine($"Pages: {Shorten(index)}");
        }
    }

    /// <summary>Relative to the current directory where it is below it.</summary>
    public static string Shorten(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static void Print(IAnsiConsole console, NotebookResult result, Failure failure)
    {
        // Straight to the writer: a path or a message that Spectre wraps can be neither clicked nor searched for.
        var writer = console.Profile.Out.Writer;
        var cell = failure.Cell is { } number ? $"cell {number}: " : "";
        console.WriteLine();
        console.Markup(Word(result.Outcome));
        var line = failure.Line is { } at ? $"({at})" : "";
        writer.WriteLine(ConsoleText.OnOneLine($" {Shorten(result.Path)}{line}: {cell}{failure.Name}"));
        if (failure.SourceLine is { } source)
        {
            writer.WriteLine(ConsoleText.OnOneLine($"    {failure.Line} | {source}"));
        }

        writer.WriteLine(Indent(ConsoleText.Lines(failure.Message, MostMessage)));
        if (failure.Details.Count > 0)
        {
            writer.WriteLine(ConsoleText.Lines(string.Join('\n', failure.Details), MostDetails));
        }
    }

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ");

    private static Table Table(IReadOnlyList<NotebookResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn(new TableColumn("notebook").NoWrap())
            .AddColumn(new TableColumn("cells").RightAligned().NoWrap())
            .AddColumn(new TableColumn("seconds").RightAligned().NoWrap())
            .AddColumn(new TableColumn("result").NoWrap());
        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(ConsoleText.OnOneLine(result.Name)),
                result.CellsDone == result.CodeCells ? $"{result.CodeCells}" : $"{result.CellsDone} of {result.CodeCells}",
                result.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
                Word(result.Outcome));
        }

        return table;
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded => "[green]ok[/]",
        Outcome.Failed => "[red]failed[/]",
        Outcome.Interrupted => "[yellow]stopped[/]",
        _ => "skipped",
    };
}
