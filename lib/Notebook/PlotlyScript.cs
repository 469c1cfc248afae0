using Plotly.NET;

namespace Gmm;

/// <summary>plotly.js, as Plotly.NET embeds it, for the page that a notebook is shown in.</summary>
internal sealed class PlotlyScript
{
    public const string Version = "2.28.0";

    /// <summary>The script in a function of its own: where a page has require.js, as Jupyter's has, it would else hide itself there.</summary>
    public static string Html => $$"""
        <script>
        if (!window.Plotly) ((define, module, exports) => {
        {{Source()}}
        })();
        window.dispatchEvent(new Event("plotlyready"));
        </script>
        """;

    public override string ToString() => $"Charts: plotly.js {Version}";

    private static string Source()
    {
        using var stream = typeof(GenericChart).Assembly.GetManifestResourceStream($"Plotly.NET.plotly-{Version}.min.js")
            ?? throw new InvalidOperationException(
                $"Plotly.NET embeds no plotly.js {Version}: expected Plotly.NET 6.0.0. Build lib again, and restart the kernel.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
