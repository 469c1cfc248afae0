namespace Gmm;

/// <summary>Where a notebook's charts find plotly.js, which draws them.</summary>
public enum PlotlySource
{
    /// <summary>The first cell brings it, 3.5 MB, once: charts need no network.</summary>
    Inline,

    /// <summary>The first chart loads it from cdn.plot.ly: saved notebooks stay small.</summary>
    Cdn,

    /// <summary>Whatever shows the charts has it: nothing is brought along.</summary>
    Page,
}
