using Spectre.Console;

namespace NotebookHost;

/// <summary>A bar for each notebook, with the cell it is at and the time it has taken.</summary>
internal sealed class LiveProgress(IAnsiConsole console) : IProgressView
{
    private ProgressContext? _context;
    private ProgressTask? _task;
    private string _name = "";

    public Task ShowAsync(Func<Task> work) => console.Progress()
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
        .StartAsync(context =>
        {
            _context = context;
            return work();
        });

    public void NotebookStarted(Notebook notebook, int codeCells)
    {
        _name = Markup.Escape(ConsoleText.OnOneLine(notebook.Name));
        _task = _context!.AddTask(_name, maxValue: int.Max(codeCells, 1));
    }

    public void CellStarted(Cell cell, int position) => _task!.Description = $"{_name}  cell {position} of {_task.MaxValue}";

    public void CellFinished() => _task!.Increment(1);

    public void NotebookFinished(NotebookResult result)
    {
        _task!.Description = result.Outcome == Outcome.Succeeded ? _name : $"[red]{_name}[/]";
        _task.StopTask();
    }
}
