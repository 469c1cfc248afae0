namespace Gmm;

/// <summary>How long and how fast to train with Adam on the full batch. The two presets are the article's.</summary>
public sealed record TrainingOptions
{
    /// <summary>Density: Adam 5e-4, 20000 iterations, stop below 0.1 or on a plateau.</summary>
    public static TrainingOptions Density { get; } = new() { LearningRate = 5e-4, MaxIterations = 20000, PlateauBelow = 0.0005 };

    /// <summary>Classifier: Adam 3e-2, 4000 iterations, stop below 0.1.</summary>
    public static TrainingOptions Classifier { get; } = new() { LearningRate = 3e-2, MaxIterations = 4000 };

    /// <summary>Adam's step size; its other settings are PyTorch's defaults.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Most steps to take.</summary>
    public required int MaxIterations { get; init; }

    /// <summary>Stop when the loss is below this: it is close enough.</summary>
    public double CloseEnough { get; init; } = 0.1;

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
    }
}
