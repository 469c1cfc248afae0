using System.Text;

namespace NotebookHost;

/// <summary>Console.Out or Console.Error of a cell.</summary>
internal sealed class CellWriter(Action<string> write) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => write(new(buffer, index, count));

    public override void Write(string? value)
    {
        if (value is { Length: > 0 })
        {
            write(value);
        }
    }

    public override void WriteLine(string? value) => Write(value + CoreNewLine.AsSpan().ToString());
}
