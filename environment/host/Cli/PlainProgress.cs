using System.Diagnostics;

namespace NotebookHost;

/// <summary>A line for each cell, for logs.</summary>
/// <param name="output">Several notebooks' lines may come at once.</param>
internal sealed class PlainProgress(TextWriter output) : IProgressView
{
    public Task ShowAsync(Func<Task> work) => work();

    public INotebookProgress Start(Notebook notebook, int codeCells) => new Lines(output, ConsoleText.OnOneLine(notebook.Name), codeCells);

    private sealed class Lines(TextWriter output, string name, int codeCells) : INotebookProgress
    {
        private readonly Stopwatch _watch = new();
        private string _cell = "";

        public void CellStarted(Cell cell, int position)
        {
            _cell = $"{name}  cell {position} of {codeCells}, line {cell.Line}";
            _watch.Restart();
        }

        public void CellFinished() => output.WriteLine(FormattableString.Invariant($"{_cell}: {_watch.Elapsed.TotalSeconds:0.0} s"));

        public void NotebookFinished(Outcome outcome) { }
    }
}
