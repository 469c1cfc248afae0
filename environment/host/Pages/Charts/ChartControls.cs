using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NotebookHost.Pages;

/// <summary>A figure's sliders and its play button as the page's own controls, which the keyboard and a screen reader know.</summary>
/// <remarks>charts.js takes plotly's drawn ones out of the figure, and calls what their steps name.</remarks>
internal static class ChartControls
{
    public static string Render(Figure figure) => string.Concat(figure.Sliders.Index().Select(s => Slider(figure, s.Item, s.Index)));

    /// <summary>The steps' labels of a slider.</summary>
    public static IReadOnlyList<string> Labels(JsonElement slider) =>
        [.. slider.Items("steps").Select((step, i) => Figure.Plain(step.Text("label") ?? step.Text("value") ?? "") ?? $"{i + 1}")];

    private static string Slider(Figure figure, JsonElement slider, int index)
    {
        var labels = Labels(slider);
        var active = int.Clamp((int)(slider.Number("active") ?? 0), 0, labels.Count - 1);
        var isFilm = index == 0 && figure.Frames.Count > 0;
        var html = new StringBuilder("<div class=\"controls\">\n");
        if (isFilm)
        {
            html.Append("<button type=\"button\" class=\"play\">▶ Play</button>\n");
        }

        return html.Append(CultureInfo.InvariantCulture, $"""
            <input type="range" min="0" max="{labels.Count - 1}" value="{active}" step="1" data-slider="{index}" aria-label="{Html.Encode(isFilm ? "Frame of the film" : "Setting of the chart")}" aria-valuetext="{Html.Encode(labels[active])}">
            <output>{Html.Encode(labels[active])}</output>
            </div>

            """).ToString();
    }
}
