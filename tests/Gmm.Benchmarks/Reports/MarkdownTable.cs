using System.Globalization;

namespace Gmm.Benchmarks;

/// <summary>A table as Markdown has it, columns aligned, to read on a terminal and to paste into BENCHMARKS.md.</summary>
internal sealed class MarkdownTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row: one cell a column.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Prints the table. The first column is left-aligned, numbers in the others are right-aligned.</summary>
    public void Print()
    {
        int[] widths = [.. columns.Select((name, i) => _rows.Select(row => row[i].Length).Append(name.Length).Max())];
        Line(columns);
        Console.WriteLine($"|{string.Join('|', widths.Select((w, i) => i == 0 ? new string('-', w + 2) : new string('-', w + 1) + ":"))}|");
        _rows.ForEach(Line);
        Console.WriteLine();

        void Line(string[] cells) => Console.WriteLine(
            $"| {string.Join(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))} |");
    }

    /// <summary>A number with about three digits that matter: 0.213, 4.56, 78.9, 1230.</summary>
    public static string Number(double value) => value.ToString(
        double.Abs(value) switch { < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "0" }, CultureInfo.InvariantCulture);
}
