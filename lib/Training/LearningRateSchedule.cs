namespace Gmm;

/// <summary>How Adam's step size changes over a training run.</summary>
public enum LearningRateSchedule
{
    /// <summary>Not at all: the article's.</summary>
    Constant,

    /// <summary>Down to 0 along half a cosine, over all of the iterations (Loshchilov and Hutter, 2017): far first, fine at the end.</summary>
    Cosine,
}
