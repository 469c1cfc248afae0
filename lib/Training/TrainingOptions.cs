namespace Gmm;

/// <summary>How long and how fast to train with Adam. The two presets are the article's.</summary>
public sealed record TrainingOptions
{
    /// <summary>Density: Adam 5e-4, 20000 iterations, stop below 0.1 or on a plateau.</summary>
    public static TrainingOptions Density { get; } = new() { LearningRate = 5e-4, MaxIterations = 20000, CloseEnough = 0.1, PlateauBelow = 0.0005 };

    /// <summary>Classifier: Adam 3e-2, 4000 iterations, stop below 0.1.</summary>
    public static TrainingOptions Classifier { get; } = new() { LearningRate = 3e-2, MaxIterations = 4000, CloseEnough = 0.1 };

    /// <summary>Adam's step size; its other settings are PyTorch's defaults.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How the step size changes over the run.</summary>
    public LearningRateSchedule Schedule { get; init; }

    /// <summary>
    /// λ in a classifier's loss, cross-entropy - λ · mean log p_y(x): how much each mixture is also to be a good density of its
    /// own class. It regularises; 0 is the article's.
    /// </summary>
    public double LikelihoodWeight { get; init; }

    /// <summary>Where samples are held out: how many steps their loss may go without a new minimum before training stops.</summary>
    public int Patience { get; init; } = 200;

    /// <summary>Where samples are held out: their loss is computed after each so many steps.</summary>
    public int HeldOutEvery { get; init; } = 10;

    /// <summary>Most steps to take.</summary>
    public required int MaxIterations { get; init; }

    /// <summary>
    /// Stop when the loss is below this: it is close enough. Of a density no value is, whatever the data: the article's 0.1 is for its
    /// data, and of the presets alone.
    /// </summary>
    public double CloseEnough { get; init; } = double.NegativeInfinity;

    /// <summary>Where no options are given: a preset, but never content before the end.</summary>
    internal TrainingOptions ToTheEnd => this with { CloseEnough = double.NegativeInfinity };

    /// <summary>Give up when the standard deviation of the last <see cref="PlateauWindow"/> losses is below this; 0 never does.</summary>
    public double PlateauBelow { get; init; }

    /// <summary>How many losses a plateau is judged on; it is looked for once there are more than that.</summary>
    public int PlateauWindow { get; init; } = 300;

    /// <exception cref="ArgumentOutOfRangeException">A value makes no sense; the message names it.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(PlateauBelow);
        ArgumentOutOfRangeException.ThrowIfLessThan(PlateauWindow, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(LikelihoodWeight);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(HeldOutEvery, 1);
    }

    /// <summary>The step size of one step.</summary>
    /// <param name="iteration">Steps taken before it.</param>
    internal double LearningRateAt(int iteration) => Schedule == LearningRateSchedule.Constant
        ? LearningRate
        : LearningRate * 0.5 * (1 + Math.Cos(Math.PI * iteration / MaxIterations));
}
