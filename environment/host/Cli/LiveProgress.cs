using Spectre.Console;

namespace NotebookHost;

/// <summary>A bar for each notebook, with the cell it is at and the time it has taken.</summary>
internal sealed class LiveProgress(IAnsiConsole console) : IProgressView
{
    private ProgressContext? _context;

    public Task ShowAsync(Func<Task> work) => console.Progress()
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
        .StartAsync(context =>
        {
            _context = context;
            return work();
        });

    public INotebookProgress Start(Notebook notebook, int codeCells)
    {
        var name = Markup.Escape(ConsoleText.OnOneLine(notebook.Name));
        return new Bar(name, _context!.AddTask(name, maxValue: int.Max(codeCells, 1)));
    }

    private sealed class Bar(string name, ProgressTask task) : INotebookProgress
    {
        public void CellStarted(Cell cell, int position) => task.Description = $"{name}  cell {position} of {task.MaxValue}";

        public void CellFinished() => task.Increment(1);

        public void NotebookFinished(Outcome outcome)
        {
            task.Description = outcome == Outcome.Succeeded ? name : $"[red]{name}[/]";
            task.StopTask();
        }
    }
}
