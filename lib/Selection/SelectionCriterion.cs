namespace Gmm;

/// <summary>What decides how many components are enough: all punish those that only follow the noise, each in its way.</summary>
public enum SelectionCriterion
{
    /// <summary>The Bayesian information criterion: finds the true number, given samples enough. Needs no further fit.</summary>
    Bic,

    /// <summary>Akaike's criterion: asks less of a component, and takes more of them. Needs no further fit.</summary>
    Aic,

    /// <summary>Log-likelihood of samples that were held back from the fit: one further fit.</summary>
    HeldOut,

    /// <summary>The same, over folds that take turns in being held back: a fit a fold.</summary>
    CrossValidation,
}
