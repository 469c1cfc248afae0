using NotebookHost.Pages;

namespace NotebookHost.Export;

/// <summary>Keeps a copy small enough for a repository, and for GitHub to show it.</summary>
internal static class CopySize
{
    /// <summary>Bytes.</summary>
    public const int Most = 1_000_000;

    // A chart's HTML holds the figure too, packed, and the picture: the other forms of it can go, in this order.
    private static readonly string[] Spare = [ChartHtml.MimeType, ChartPictures.MimeType];

    /// <summary>Takes spare forms of charts, the largest first, until the file is small enough or none is left.</summary>
    /// <param name="bytes">Size of the file as the notebook is.</param>
    public static ExecutedNotebook Fit(ExecutedNotebook notebook, int bytes)
    {
        var candidates = Spare.SelectMany(mimeType => notebook.Cells.SelectMany(c => c.Outputs).OfType<DisplayOutput>()
            .Where(output => output.Data.ContainsKey("text/html") && output.Data.ContainsKey(mimeType))
            .OrderByDescending(output => output.Data[mimeType].Length)
            .Select(output => (Output: output, MimeType: mimeType)));
        var taken = new List<(DisplayOutput Output, string MimeType)>();
        foreach (var candidate in candidates.TakeWhile(_ => bytes > Most))
        {
            taken.Add(candidate);
            bytes -= candidate.Output.Data[candidate.MimeType].Length;
        }

        return notebook with
        {
            Cells = [.. notebook.Cells.Select(cell => cell with { Outputs = [.. cell.Outputs.Select(Without)] })],
        };

        CellOutput Without(CellOutput output) => output is DisplayOutput display
            ? display with { Data = display.Data.Where(form => !taken.Any(t => ReferenceEquals(t.Output, output) && t.MimeType == form.Key)).ToDictionary() }
            : output;
    }
}
