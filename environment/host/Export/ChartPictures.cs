using System.Net;
using System.Text.RegularExpressions;
using NotebookHost.Pages;
using PuppeteerSharp;

namespace NotebookHost.Export;

/// <summary>Gives each chart of an executed notebook a picture, for viewers that run no scripts.</summary>
internal static partial class ChartPictures
{
    public const string MimeType = "image/png";

    public static bool HasCharts(ExecutedNotebook notebook) => notebook.Cells.SelectMany(c => c.Outputs).Any(IsChart);

    /// <returns>The notebook with pictures, and what could not be drawn.</returns>
    public static async Task<(ExecutedNotebook Notebook, IReadOnlyList<string> Problems)> AddAsync(ExecutedNotebook notebook, ChartPainter painter)
    {
        var problems = new List<string>();
        var cells = new List<ExecutedCell>();
        foreach (var cell in notebook.Cells)
        {
            var outputs = new List<CellOutput>();
            foreach (var output in cell.Outputs)
            {
                try
                {
                    outputs.Add(IsChart(output) ? await AddAsync((DisplayOutput)output, painter) : output);
                }
                catch (PuppeteerException e)
                {
                    outputs.Add(output);
                    problems.Add($"{notebook.Notebook.Path}, line {cell.Cell.Line}: no picture of this cell's chart: {e.Message}");
                }
            }

            cells.Add(cell with { Outputs = outputs });
        }

        return (notebook with { Cells = cells }, problems);
    }

    private static bool IsChart(CellOutput output) => output is DisplayOutput display && display.Data.ContainsKey(ChartHtml.MimeType);

    /// <summary>
    /// As a form of its own, and inside the HTML, where it stands for "needs JavaScript": a viewer that takes scripts out of
    /// HTML, as GitHub and an untrusted Jupyter notebook do, shows the rest of the HTML and no other form.
    /// </summary>
    private static async Task<DisplayOutput> AddAsync(DisplayOutput chart, ChartPainter painter)
    {
        var data = new Dictionary<string, string>(chart.Data) { [MimeType] = await painter.PaintAsync(chart.Data[ChartHtml.MimeType]) };
        if (data.TryGetValue("text/html", out var html))
        {
            var words = WebUtility.HtmlEncode(data.GetValueOrDefault("text/plain") ?? "Chart");
            var image = $"<img src=\"data:{MimeType};base64,{data[MimeType]}\" alt=\"{words}\">";
            data["text/html"] = NoScript().Replace(html, _ => image, 1);
        }

        return chart with { Data = data };
    }

    [GeneratedRegex("<noscript>.*?</noscript>", RegexOptions.Singleline)]
    private static partial Regex NoScript();
}
