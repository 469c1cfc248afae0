using System.Text.Json.Serialization;

namespace NotebookHost;

/// <summary>What the process that runs a notebook tells the one that started it: a JSON line each.</summary>
[JsonDerivedType(typeof(CellStarted), "started")]
[JsonDerivedType(typeof(OutputProduced), "output")]
[JsonDerivedType(typeof(DisplayUpdated), "update")]
[JsonDerivedType(typeof(CellFinished), "finished")]
[JsonDerivedType(typeof(PlotlyLoaded), "plotly")]
[JsonDerivedType(typeof(NotebookFinished), "end")]
internal abstract record CellEvent;

internal sealed record CellStarted(int Number) : CellEvent;

/// <param name="DisplayId">By which a later <see cref="DisplayUpdated"/> names this output.</param>
internal sealed record OutputProduced(CellOutput Output, string? DisplayId = null) : CellEvent;

internal sealed record DisplayUpdated(string DisplayId, IReadOnlyDictionary<string, string> Data) : CellEvent;

internal sealed record CellFinished : CellEvent;

/// <param name="Path">Of Plotly.NET.dll, which embeds the plotly.js that pages need.</param>
internal sealed record PlotlyLoaded(string Path) : CellEvent;

/// <summary>The last cell that could be run has been; without it, the process did not get that far.</summary>
internal sealed record NotebookFinished : CellEvent;
