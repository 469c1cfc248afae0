using System.Text.Json.Serialization;

namespace NotebookHost;

/// <summary>What a cell produced, in the order in which it came.</summary>
[JsonDerivedType(typeof(DisplayOutput), "display")]
[JsonDerivedType(typeof(StreamOutput), "stream")]
[JsonDerivedType(typeof(ErrorOutput), "error")]
public abstract record CellOutput;

/// <param name="Data">MIME type → content: text/html, text/plain, application/vnd.plotly.v1+json.</param>
/// <param name="IsResult">True for the value of the cell's trailing expression, false for what it displayed.</param>
public sealed record DisplayOutput(IReadOnlyDictionary<string, string> Data, bool IsResult) : CellOutput;

/// <summary>Console text; neighbouring writes to the same stream are one output.</summary>
public sealed record StreamOutput(bool IsError, string Text) : CellOutput;

/// <param name="Name">Type of the exception, or what went wrong where there is none.</param>
/// <param name="StackTrace">Down to the cell's own frames; empty where there is none.</param>
/// <param name="Line">1-based line in the .dib file, where one is known.</param>
public sealed record ErrorOutput(string Name, string Message, string StackTrace, int? Line) : CellOutput;

/// <summary>A cell with its outputs; markdown cells and cells that were not reached have none.</summary>
/// <param name="ExecutionCount">1-based count of code cells run, null for markdown and for a cell that was not reached.</param>
public sealed record ExecutedCell(Cell Cell, IReadOnlyList<CellOutput> Outputs, int? ExecutionCount, TimeSpan Duration);

/// <param name="PlotlyAssembly">Path of the Plotly.NET.dll that the notebook loaded, which embeds plotly.js; null if none.</param>
public sealed record ExecutedNotebook(Notebook Notebook, IReadOnlyList<ExecutedCell> Cells, string? PlotlyAssembly)
{
    /// <summary>The cell that stopped the notebook, null where none did.</summary>
    public ExecutedCell? FailedCell => Cells.FirstOrDefault(c => c.Outputs.OfType<ErrorOutput>().Any());
}
