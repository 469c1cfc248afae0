using System.Diagnostics;

namespace NotebookHost;

/// <summary>A line for each cell, for logs.</summary>
internal sealed class PlainProgress(TextWriter output) : IProgressView
{
    private readonly Stopwatch _watch = new();
    private string _cell = "";
    private int _codeCells;
    private Notebook? _notebook;

    public Task ShowAsync(Func<Task> work) => work();

    public void NotebookStarted(Notebook notebook, int codeCells) => (_notebook, _codeCells) = (notebook, codeCells);

    public void CellStarted(Cell cell, int position)
    {
        _cell = $"{ConsoleText.OnOneLine(_notebook!.Name)}  cell {position} of {_codeCells}, line {cell.Line}";
        _watch.Restart();
    }

    public void CellFinished() => output.WriteLine(FormattableString.Invariant($"{_cell}: {_watch.Elapsed.TotalSeconds:0.0} s"));

    public void NotebookFinished(NotebookResult result) { }
}
