using System.IO.Compression;
using System.Text;
using Plotly.NET;

namespace Gmm;

/// <summary>Charts as a web page fragment, as plotly JSON and as text.</summary>
internal static class FormatterOfCharts
{
    private const string PlotlyJs = $"https://cdn.plot.ly/plotly-{PlotlyScript.Version}.min";

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
        return $$"""
            <div id="{{id}}" class="gmm-chart"><noscript>This chart needs JavaScript.</noscript></div>
            <script>
            (() => {
              const packed = "{{Pack(figure)}}";
              const div = document.getElementById("{{id}}");
              const draw = async () => {
                const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
                const figure = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
                const { width, ...layout } = figure.layout;
                div.replaceChildren();
                div.style.maxWidth = width ? width + "px" : "100%";
                if (layout.yaxis?.scaleanchor) layout.height -= Math.max(0, width - div.clientWidth);
                layout.font = { ...layout.font, color: getComputedStyle(div).color };
                await window.Plotly.newPlot(div, figure.data, layout, { responsive: true, displaylogo: false });
                await window.Plotly.addFrames(div, figure.frames ?? []);
              };
              if (window.Plotly) return draw();
              // The first cell brings it, when it is shown; until then, try the network.
              window.addEventListener("plotlyready", draw, { once: true });
              const announce = plotly => {
                window.Plotly ??= plotly;
                window.dispatchEvent(new Event("plotlyready"));
              };
              window.gmmPlotly ??= new Promise((resolve, reject) => {
                if (window.require?.config) {
                  window.require.config({ paths: { plotly: "{{PlotlyJs}}" } });
                  return window.require(["plotly"], resolve, reject);
                }
                const script = document.createElement("script");
                script.src = "{{PlotlyJs}}.js";
                script.onload = () => resolve(window.Plotly);
                script.onerror = reject;
                document.head.appendChild(script);
              }).then(announce);
              window.gmmPlotly.catch(() => {
                if (!window.Plotly && !div.querySelector("img")) div.textContent = "This chart needs plotly.js, which could not be loaded: run the first cell.";
              });
            })();
            </script>
            """;
    }

    /// <summary>A fifth of the text: a saved notebook holds it beside the plotly JSON.</summary>
    private static string Pack(string figure)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(figure));
        }

        return Convert.ToBase64String(bytes.ToArray());
    }

    private static object? GetPropertyValueOrNull(this DynamicObj.DynamicObj target, string name) =>
        target.TryGetPropertyValue(name)?.Value;
}
