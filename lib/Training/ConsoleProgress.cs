using System.Globalization;

namespace Gmm;

/// <summary>Prints a line every so many iterations: plain console lines look the same in every notebook.</summary>
/// <remarks><see cref="Progress{T}"/> would post its reports to another thread, and they would arrive after the cell.</remarks>
/// <param name="every">Iterations between two lines; the first iteration is always printed.</param>
public sealed class ConsoleProgress(int every) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Iteration == 1 || value.Iteration % every == 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"iteration {value.Iteration,6}   loss {value.Loss:0.00000}"));
        }
    }
}
