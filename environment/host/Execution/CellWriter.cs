using System.Text;

namespace NotebookHost;

/// <summary>Console.Out or Console.Error of a cell.</summary>
internal sealed class CellWriter(Action<string> write) : TextWriter
{
    private string _half = "";

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <summary>The first half of a character, as it may come, waits for the other.</summary>
    public override void Write(string? value)
    {
        var text = _half + value;
        _half = text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[^1..] : "";
        if (text.Length > _half.Length)
        {
            write(text[..^_half.Length]);
        }
    }

    public override void WriteLine(string? value) => Write(value + CoreNewLine.AsSpan().ToString());
}
