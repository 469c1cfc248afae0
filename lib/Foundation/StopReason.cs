namespace Gmm;

/// <summary>Why a training or a fit ended.</summary>
public enum StopReason
{
    /// <summary>All iterations were used.</summary>
    IterationLimit,

    /// <summary>Of expectation-maximisation: the bound changed by less than the tolerance.</summary>
    Converged,

    /// <summary>Of a training: the loss fell below what its options call close enough.</summary>
    CloseEnough,

    /// <summary>The last losses hardly moved: the options say what that means.</summary>
    Plateau,

    /// <summary>The loss on held-out samples stopped falling; the model has the parameters that it was lowest for.</summary>
    EarlyStopping,

    /// <summary>The caller cancelled; the model keeps the parameters of its last step.</summary>
    Cancelled,
}
