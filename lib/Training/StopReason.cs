namespace Gmm;

/// <summary>Why a training run ended.</summary>
public enum StopReason
{
    /// <summary>All iterations were used.</summary>
    IterationLimit,

    /// <summary>The loss fell below <see cref="TrainingOptions.CloseEnough"/>.</summary>
    CloseEnough,

    /// <summary>The last losses hardly moved: see <see cref="TrainingOptions.PlateauBelow"/>.</summary>
    Plateau,

    /// <summary>The loss on held-out samples stopped falling; the model has the parameters that it was lowest for.</summary>
    EarlyStopping,

    /// <summary>The caller cancelled; the model keeps the parameters of its last step.</summary>
    Cancelled,
}
