using System.Diagnostics;
using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace Gmm;

/// <summary>Says where a training is: in a notebook one line that moves, elsewhere a line every so many iterations.</summary>
/// <remarks><see cref="Progress{T}"/> would post its reports to another thread, and they would arrive after the cell.</remarks>
public sealed class ConsoleProgress : IProgress<TrainingProgress>, ITrainingEnd
{
    private const int MovesALine = 20;

    private readonly int _every;
    private readonly bool _canMove = NotebookKernel.IsThere;
    private readonly Stopwatch _clock = new();
    private DisplayedValue? _line;
    private TrainingProgress _last;

    /// <param name="every">Iterations between two lines; the first iteration is always printed. A line that moves does so more often.</param>
    /// <exception cref="ArgumentOutOfRangeException">every is below 1.</exception>
    public ConsoleProgress(int every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        _every = every;
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Iteration <= 1)
        {
            _clock.Restart();
            _line = null;
        }

        _last = value;
        if (_canMove)
        {
            if (value.Iteration <= 1 || value.Iteration % int.Max(1, _every / MovesALine) == 0)
            {
                Show(isOver: false);
            }
        }
        else if (value.Iteration == 1 || value.Iteration % _every == 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"iteration {value.Iteration,6}   loss {value.Loss:0.00000}"));
        }
    }

    void ITrainingEnd.OnEnd()
    {
        if (_line is not null)
        {
            Show(isOver: true);
        }
    }

    private void Show(bool isOver)
    {
        var state = new ProgressLine(_last, _clock.Elapsed, isOver);
        if (_line is null)
        {
            _line = NotebookKernel.Display(state);
        }
        else
        {
            _line.Update(state);
        }
    }
}
