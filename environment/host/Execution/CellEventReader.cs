using System.Text;
using System.Text.Json;

namespace NotebookHost;

/// <summary>Reads what a notebook's process reports. A cell can write to that pipe as well: nothing in it is taken on trust.</summary>
internal sealed class CellEventReader(Stream pipe, Notebook notebook) : IDisposable
{
    // Every character of what a cell may show can take six in JSON.
    private const int LongestLine = 6 * OutputBudget.MostShown;

    private static readonly JsonSerializerOptions Strict = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly StreamReader _reader = new(pipe);
    private readonly char[] _buffer = new char[16384];
    private int _start;
    private int _end;

    /// <returns>Null at the end, which half a line may precede where the process was killed.</returns>
    /// <exception cref="InvalidDataException">It is no report.</exception>
    public async Task<CellEvent?> ReadAsync() => await ReadLineAsync() is { } line ? Parse(line) : null;

    public void Dispose() => _reader.Dispose();

    private CellEvent Parse(string line)
    {
        try
        {
            var cellEvent = JsonSerializer.Deserialize<CellEvent>(line, Strict);
            return IsSound(cellEvent) ? cellEvent! : throw new InvalidDataException();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidDataException)
        {
            throw new InvalidDataException("Something in the notebook wrote to the pipe on which its process reports to this program.", e);
        }
    }

    private bool IsSound(CellEvent? cellEvent) => cellEvent switch
    {
        null => false,
        CellStarted started => notebook.CodeCells.Any(c => c.Number == started.Number),
        OutputProduced(DisplayOutput display, _) => display.Data.Values.All(value => value is not null),
        DisplayUpdated updated => updated.Data.Values.All(value => value is not null),
        _ => true,
    };

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _reader.ReadAsync(_buffer));
                if (_end == 0)
                {
                    return null;
                }
            }

            var length = Array.IndexOf(_buffer, '\n', _start, _end - _start) is >= 0 and var at ? at - _start : _end - _start;
            line.Append(_buffer, _start, length);
            _start += length;
            if (_start < _end)
            {
                _start++;
                return line.ToString();
            }

            if (line.Length > LongestLine)
            {
                throw new InvalidDataException("The notebook's process sent a report that has no end.");
            }
        }
    }
}
