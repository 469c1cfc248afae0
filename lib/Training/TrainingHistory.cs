using System.Globalization;

namespace Gmm;

/// <summary>What a training run did.</summary>
/// <param name="Losses">Loss before each step, in order; one an iteration.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Elapsed">Wall-clock time of the loop.</param>
public sealed record TrainingHistory(IReadOnlyList<double> Losses, StopReason Reason, TimeSpan Elapsed)
{
    /// <summary>Steps taken.</summary>
    public int Iterations => Losses.Count;

    /// <summary>Classes that no sample was labelled with: the model learned only where they are not.</summary>
    public IReadOnlyList<int> AbsentClasses { get; init; } = [];

    /// <summary>Loss on held-out samples, with the number of steps taken before; empty where none were held out.</summary>
    public IReadOnlyList<(int Iteration, double Loss)> HeldOut { get; init; } = [];

    /// <summary>Smallest loss seen; NaN where no step was taken.</summary>
    public double Minimum { get; } = Losses.DefaultIfEmpty(double.NaN).Min();

    /// <summary>Mean of all losses; NaN where no step was taken.</summary>
    public double Mean { get; } = Losses.DefaultIfEmpty(double.NaN).Average();

    /// <summary>Wall-clock seconds of the loop.</summary>
    public double Seconds => Elapsed.TotalSeconds;

    /// <returns>Iterations, why it ended, minimum and mean loss, seconds, and absent classes if there are any.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Iterations} iterations, stopped by: {Explanation}. Loss: minimum {Minimum:0.00000}, mean {Mean:0.00000}. {Seconds:0.0} s.{Warning}");

    private string Warning => AbsentClasses.Count == 0 ? "" : $" No sample of class {string.Join(", ", AbsentClasses)}.";

    private string Explanation => Reason switch
    {
        StopReason.CloseEnough => "close enough",
        StopReason.Plateau => "giving up on a plateau",
        StopReason.EarlyStopping => "early stopping",
        StopReason.Cancelled => "cancelled",
        _ => "iteration limit",
    };
}
