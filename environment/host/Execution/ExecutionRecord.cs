using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NotebookHost;

/// <summary>Keeps what a notebook's process reported, so that all of it is there when that process is not any more.</summary>
internal sealed partial class ExecutionRecord(Notebook notebook)
{
    private const int MostText = 1_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Entry> _entries = [];
    private readonly Dictionary<string, (Entry Entry, int Index)> _displays = [];
    private Entry? _current;
    private string? _plotlyAssembly;

    /// <summary>True once every cell has been run, or one has failed.</summary>
    public bool IsComplete { get; private set; }

    public void Add(CellEvent cellEvent)
    {
        lock (_lock)
        {
            switch (cellEvent)
            {
                case CellStarted started:
                    Start(started.Number);
                    break;
                case OutputProduced(StreamOutput stream, _):
                    AddText(stream.IsError, stream.Text);
                    break;
                case OutputProduced produced when _current is not null:
                    if (produced.DisplayId is { } id)
                    {
                        _displays[id] = (_current, _current.Outputs.Count);
                    }

                    _current.Outputs.Add(produced.Output);
                    break;
                case DisplayUpdated updated when _displays.TryGetValue(updated.DisplayId, out var place):
                    place.Entry.Outputs[place.Index] = new DisplayOutput(updated.Data, false);
                    break;
                case CellFinished:
                    _current?.Watch.Stop();
                    break;
                case PlotlyLoaded plotly:
                    _plotlyAssembly = plotly.Path;
                    break;
                case NotebookFinished:
                    IsComplete = true;
                    break;
            }
        }
    }

    /// <summary>Text that the process printed past its console, as native code does; it belongs to the cell that runs.</summary>
    public void AddText(bool isError, string text)
    {
        lock (_lock)
        {
            var entry = _current ?? Start(FirstCodeCell);
            if (entry.TextLength <= MostText)
            {
                entry.TextLength += text.Length;
                var cut = entry.TextLength > MostText ? "\n… more than a cell may print: the rest is left out\n" : "";
                entry.Outputs.Add(new StreamOutput(isError, text + cut));
            }
        }
    }

    /// <summary>Ends the running cell with an error, or the first one where none had started.</summary>
    public void Fail(string name, string message)
    {
        lock (_lock)
        {
            var entry = _current ?? Start(FirstCodeCell);
            entry.Outputs.Add(new ErrorOutput(name, message, "", notebook.Cells[entry.Cell - 1].Line));
            entry.Watch.Stop();
        }
    }

    public ExecutedNotebook ToNotebook()
    {
        lock (_lock)
        {
            return new(notebook, [.. notebook.Cells.Select(ToCell)], _plotlyAssembly);
        }
    }

    private int FirstCodeCell => notebook.CodeCells[0].Number;

    private Entry Start(int number)
    {
        if (!_entries.TryGetValue(number, out _current))
        {
            _entries[number] = _current = new(number, _entries.Count + 1);
        }

        return _current;
    }

    private ExecutedCell ToCell(Cell cell) => _entries.TryGetValue(cell.Number, out var entry)
        ? new(cell, [.. Merge(entry.Outputs)], entry.Count, entry.Watch.Elapsed)
        : new(cell, [], null, TimeSpan.Zero);

    private static IEnumerable<CellOutput> Merge(List<CellOutput> outputs)
    {
        for (var i = 0; i < outputs.Count;)
        {
            if (outputs[i] is not StreamOutput first)
            {
                yield return outputs[i++];
                continue;
            }

            var run = outputs.Skip(i).TakeWhile(o => (o as StreamOutput)?.IsError == first.IsError).Cast<StreamOutput>().ToList();
            yield return first with { Text = Overwrite(string.Concat(run.Select(s => s.Text))) };
            i += run.Count;
        }
    }

    /// <summary>What a terminal shows in the end: a line that a carriage return starts over keeps its last text.</summary>
    private static string Overwrite(string text) => OverwrittenText().Replace(text.Replace("\r\n", "\n"), "").Replace("\r", "");

    [GeneratedRegex(@"[^\r\n]*\r+(?=[^\r\n])")]
    private static partial Regex OverwrittenText();

    private sealed class Entry(int cell, int count)
    {
        public int Cell { get; } = cell;

        public int Count { get; } = count;

        public List<CellOutput> Outputs { get; } = [];

        public Stopwatch Watch { get; } = Stopwatch.StartNew();

        public int TextLength { get; set; }
    }
}
