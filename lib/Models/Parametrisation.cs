namespace Gmm;

/// <summary>How a model's freely trainable numbers become weights and standard deviations.</summary>
public enum Parametrisation
{
    /// <summary>
    /// The original article's: weights through relu, standard deviations through abs. It lets components die: where relu gives
    /// 0, no gradient revives a weight.
    /// </summary>
    ReluAbs,

    /// <summary>
    /// Weights through softmax, standard deviations through exp, with a floor of 1e-3: σ² = e^2s + 1e-6. No weight is ever 0, no
    /// deviation ever collapses, and a step changes both by a ratio.
    /// </summary>
    SoftmaxExp,
}
