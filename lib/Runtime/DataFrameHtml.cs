using System.Globalization;
using System.Net;
using Microsoft.Data.Analysis;

namespace Gmm;

/// <summary>A data frame as an HTML table and as aligned text: numbers to the right, the first 25 rows.</summary>
internal static class DataFrameHtml
{
    private const int MostRows = 25;
    private const int MostDecimals = 4;

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
        return string.Join('\n', [Line(columns, c => c.Name), .. rows, .. More(frame) is { } text ? [text] : Array.Empty<string>()]);
    }

    private static int Shown(DataFrame frame) => (int)Math.Min(MostRows, frame.Rows.Count);

    private static string? More(DataFrame frame) =>
        frame.Rows.Count > MostRows ? $"… {frame.Rows.Count - MostRows} more rows" : null;

    private static string Row(string tag, Column[] columns, Func<Column, string> cell) =>
        $"<tr>{string.Concat(columns.Select(c => $"<{tag}{(c.IsNumber ? " style=\"text-align:right\"" : " style=\"text-align:left\"")}>{WebUtility.HtmlEncode(cell(c))}</{tag}>"))}</tr>";

    private static string Line(Column[] columns, Func<Column, string> cell) =>
        string.Join("  ", columns.Select(c => c.IsNumber ? cell(c).PadLeft(c.Width) : cell(c).PadRight(c.Width))).TrimEnd();

    private sealed record Column(string Name, bool IsNumber, string[] Cells)
    {
        public int Width { get; } = Cells.Append(Name).Max(c => c.Length);

        public static Column Of(DataFrameColumn column)
        {
            var values = Enumerable.Range(0, (int)Math.Min(MostRows, column.Length)).Select(i => column[i]).ToArray();
            var format = Format(values);
            return new(column.Name, column.IsNumericColumn(), Array.ConvertAll(values, v => v switch
            {
                null => "",
                IFormattable number => number.ToString(v is float or double or decimal ? format : null, CultureInfo.InvariantCulture),
                _ => v.ToString() ?? "",
            }));
        }

        /// <summary>As many decimals for the whole column as its longest number needs, four at most; else significant digits.</summary>
        private static string Format(object?[] values)
        {
            var numbers = values.Where(v => v is float or double or decimal).Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture)).ToArray();
            if (Array.Exists(numbers, n => n != 0 && Math.Abs(n) is < 0.001 or >= 1e9))
            {
                return "G4";
            }

            var decimals = numbers.Select(n => n.ToString("0.####", CultureInfo.InvariantCulture))
                .Select(n => n.Contains('.', StringComparison.Ordinal) ? n.Length - n.IndexOf('.', StringComparison.Ordinal) - 1 : 0)
                .DefaultIfEmpty(0)
                .Max();
            return $"F{Math.Min(MostDecimals, decimals)}";
        }
    }
}
