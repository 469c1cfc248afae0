using System.Globalization;
using System.Net;
using Microsoft.Data.Analysis;

namespace Gmm;

/// <summary>A data frame as an HTML table and as aligned text: numbers to the right, the first 25 rows.</summary>
internal static class FormatterOfDataFrames
{
    private const int MostRows = 25;

    public static string Html(DataFrame frame)
    {
        var columns = frame.Columns.Select(Column.Of).ToArray();
        var rows = Enumerable.Range(0, Shown(frame)).Select(row => Row("td", columns, c => c.Cells[row]));
        var more = More(frame) is { } text ? $"""<tr><td colspan="{columns.Length}">{text}</td></tr>""" : "";
        return $"<table><thead>{Row("th", columns, c => c.Name)}</thead><tbody>{string.Concat(rows)}{more}</tbody></table>";
    }

    public static string Text(DataFrame frame)
    {
        var columns = frame.Columns.Select(Column.Of).ToArray();
        var rows = Enumerable.Range(0, Shown(frame)).Select(row => Line(columns, c => c.Cells[row]));
        return string.Join('\n', rows.Prepend(Line(columns, c => c.Name)).Concat(More(frame) is { } text ? [text] : []));
    }

    private static int Shown(DataFrame frame) => (int)Math.Min(MostRows, frame.Rows.Count);

    private static string? More(DataFrame frame) =>
        frame.Rows.Count > MostRows ? $"… {frame.Rows.Count - MostRows} more rows" : null;

    private static string Row(string tag, Column[] columns, Func<Column, string> cell) =>
        $"<tr>{string.Concat(columns.Select(c => Cell(tag, c.Side, cell(c))))}</tr>";

    private static string Cell(string tag, string side, string text) =>
        $"<{tag} style=\"text-align:{side}\">{WebUtility.HtmlEncode(text)}</{tag}>";

    private static string Line(Column[] columns, Func<Column, string> cell) =>
        string.Join("  ", columns.Select(c => c.IsNumber ? cell(c).PadLeft(c.Width) : cell(c).PadRight(c.Width))).TrimEnd();

    private sealed record Column(string Name, bool IsNumber, string[] Cells)
    {
        public string Side => IsNumber ? "right" : "left";

        public int Width { get; } = Cells.Append(Name).Max(c => c.Length);

        public static Column Of(DataFrameColumn column)
        {
            var values = Enumerable.Range(0, (int)Math.Min(MostRows, column.Length)).Select(i => column[i]).ToArray();
            var format = Format(values);
            return new(column.Name, column.IsNumericColumn(), Array.ConvertAll(values, v => v switch
            {
                null => "",
                float or double or decimal => ((IFormattable)v).ToString(format, CultureInfo.InvariantCulture),
                _ => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "",
            }));
        }

        /// <summary>As many decimals for all as the longest number needs, four at most; else significant digits.</summary>
        private static string Format(object?[] values)
        {
            var numbers = values.Where(v => v is float or double or decimal)
                .Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture))
                .ToArray();
            if (Array.Exists(numbers, n => double.IsFinite(n) && n != 0 && Math.Abs(n) is < 0.001 or >= 1e9))
            {
                return "G4";
            }

            return $"F{numbers.Select(Decimals).DefaultIfEmpty(0).Max()}";
        }

        private static int Decimals(double number)
        {
            var digits = number.ToString("0.####", CultureInfo.InvariantCulture);
            var point = digits.IndexOf('.', StringComparison.Ordinal);
            return point < 0 ? 0 : digits.Length - 1 - point;
        }
    }
}
