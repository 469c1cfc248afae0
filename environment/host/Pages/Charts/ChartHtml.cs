namespace NotebookHost.Pages;

/// <summary>A plotly figure in the page: caption, room for the drawing, legend and controls, its words and data, and its JSON for charts.js.</summary>
internal static class ChartHtml
{
    public const string MimeType = "application/vnd.plotly.v1+json";

    private const string NoPlotly = "<p class=\"note\">This chart needs plotly.js, which was not found in the notebook's Plotly.NET.dll.</p>";

    /// <param name="picture">Address of the chart as a picture, shown until it is drawn and where no script runs; null for none.</param>
    /// <param name="canDraw">Whether the page has plotly.js.</param>
    public static string Render(Figure figure, string json, string? picture, FigureNumbers numbers, bool canDraw)
    {
        var title = figure.Title;
        var (label, id) = numbers.Next(title);
        var text = Html.Encode(ChartText.Describe(figure));
        return $"""
            <figure class="chart" id="{Html.Encode(id)}" data-label="{label}" style="{ChartSize.Style(figure)}">
            <figcaption><button type="button" class="zoom" aria-pressed="false">Zoom</button><a class="number" href="#{Html.Encode(id)}">{label}</a>{(title is null ? "" : $" {Html.Encode(title)}")}</figcaption>
            <div class="chart-frame"><div class="chart-canvas" role="group" aria-label="{Html.Encode(title ?? "Chart")}" aria-describedby="{Html.Encode(id)}-text">{Waiting(picture, canDraw, title)}</div></div>
            {ChartControls.Render(figure)}{ChartLegend.Render(figure)}<details class="data"><summary>In words and numbers</summary>
            <p id="{Html.Encode(id)}-text">{text}</p>
            </details>
            {Html.JsonScript(json)}
            </figure>

            """;
    }

    private static string Waiting(string? picture, bool canDraw, string? title) =>
        picture is not null ? $"<img class=\"picture\" src=\"{picture}\" alt=\"{Html.Encode(title ?? "Chart")}\" loading=\"lazy\">"
        : canDraw ? "<noscript><p class=\"note\">This chart is drawn by a script. Its words and numbers are below.</p></noscript>"
        : NoPlotly;
}
