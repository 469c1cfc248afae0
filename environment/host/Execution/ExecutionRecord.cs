namespace NotebookHost;

/// <summary>Keeps what a notebook's process reported, so that all of it is there when that process is not any more.</summary>
internal sealed class ExecutionRecord(Notebook notebook)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, CellRecord> _records = [];
    private readonly Dictionary<string, (CellRecord Record, int? Index)> _displays = [];
    private CellRecord? _current;
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
                case OutputProduced(DisplayOutput display, var id) when _current is not null:
                    var index = _current.Add(display);
                    if (id is not null)
                    {
                        _displays[id] = (_current, index);
                    }

                    break;
                case OutputProduced(ErrorOutput error, _):
                    _current?.Add(error);
                    break;
                case DisplayUpdated updated when _displays.TryGetValue(updated.DisplayId, out var place):
                    place.Record.Replace(place.Index, updated.Data);
                    break;
                case DisplayUpdated:
                    _current?.AddLostUpdate();
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
            (_current ?? Start(FirstCodeCell)).AddText(isError, text);
        }
    }

    /// <summary>Ends the running cell with an error, or the first one where none had started.</summary>
    public void Fail(string name, string message)
    {
        lock (_lock)
        {
            var record = _current ?? Start(FirstCodeCell);
            record.Add(new ErrorOutput(name, message, "", notebook.Cells[record.Cell - 1].Line));
            record.Watch.Stop();
            IsComplete = true;
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

    private CellRecord Start(int number)
    {
        if (!_records.TryGetValue(number, out _current))
        {
            _records[number] = _current = new(number, _records.Count + 1);
        }

        return _current;
    }

    private ExecutedCell ToCell(Cell cell) => _records.TryGetValue(cell.Number, out var record)
        ? new(cell, [.. record.Outputs()], record.Count, record.Watch.Elapsed)
        : new(cell, [], null, TimeSpan.Zero);
}
