using Plotly.NET;

namespace Gmm;

/// <summary>Charts as a web page fragment, as plotly JSON and as text.</summary>
internal static class FormatterOfCharts
{
    private const string PlotlyJs = "https://cdn.plot.ly/plotly-2.28.0.min";

    /// <summary>The figure, {"data": ..., "layout": ..., "frames": ...}.</summary>
    public static string Json(GenericChart chart) => FigureJson.Of(chart);

    /// <inheritdoc cref="Json(GenericChart)"/>
    public static string Json(AnimatedChart animation) => FigureJson.Of(animation.Chart, animation.Frames);

    public static string Text(GenericChart chart)
    {
        var title = GenericChart.getLayout(chart).GetPropertyValueOrNull("title") switch
        {
            DynamicObj.DynamicObj typed => typed.GetPropertyValueOrNull("text"),
            var plain => plain,
        };
        return title is null ? "Chart" : $"Chart: {title}";
    }

    /// <summary>The chart and the script that draws it with the page's plotly.js, loaded once where there is none.</summary>
    public static string Html(GenericChart chart) => Html(Json(chart));

    /// <inheritdoc cref="Html(GenericChart)"/>
    public static string Html(AnimatedChart animation) => Html(Json(animation));

    private static string Html(string figure)
    {
        var id = $"gmm-chart-{Guid.NewGuid():N}";
        var json = figure.Replace("<", "\\u003c", StringComparison.Ordinal);
        return $$"""
            <div id="{{id}}" class="gmm-chart"><noscript>This chart needs JavaScript.</noscript></div>
            <script>
            (() => {
              const figure = {{json}};
              const div = document.getElementById("{{id}}");
              const { width, ...layout } = figure.layout;
              div.style.maxWidth = width ? width + "px" : "100%";
              if (layout.yaxis?.scaleanchor) layout.height -= Math.max(0, width - div.clientWidth);
              layout.font = { ...layout.font, color: getComputedStyle(div).color };
              const load = () => new Promise((resolve, reject) => {
                if (window.require && window.require.config) {
                  window.require.config({ paths: { plotly: "{{PlotlyJs}}" } });
                  return window.require(["plotly"], resolve, reject);
                }
                const script = document.createElement("script");
                script.src = "{{PlotlyJs}}.js";
                script.onload = () => resolve(window.Plotly);
                script.onerror = reject;
                document.head.appendChild(script);
              });
              const plotly = window.Plotly ? Promise.resolve(window.Plotly) : window.gmmPlotly ??= load();
              plotly.then(async p => {
                await p.newPlot(div, figure.data, layout, { responsive: true, displaylogo: false });
                await p.addFrames(div, figure.frames ?? []);
              }, () => {
                window.gmmPlotly = undefined;
                div.textContent = "The chart needs plotly.js, which could not be loaded.";
              });
            })();
            </script>
            """;
    }

    private static object? GetPropertyValueOrNull(this DynamicObj.DynamicObj target, string name) =>
        target.TryGetPropertyValue(name)?.Value;
}
