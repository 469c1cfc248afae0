using static TorchSharp.torch;

namespace Gmm;

/// <summary>What every <see cref="IClassifier"/> can do, because it knows the posterior.</summary>
public static class Classifiers
{
    /// <summary>P(c | x): how probable each class is, given the sample.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Probabilities, [N, C]; each row sums to 1.</returns>
    /// <exception cref="ArgumentException">x is not as the classifier needs it.</exception>
    public static Tensor Probabilities(this IClassifier classifier, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        using var scope = NewDisposeScope();
        return classifier.LogPosterior(x).exp().MoveToOuterDisposeScope();
    }

    /// <summary>Accuracy: the share of samples whose class is predicted.</summary>
    /// <param name="samples">Best those that nothing was fitted to.</param>
    /// <returns>A share from 0 to 1.</returns>
    /// <exception cref="ArgumentException">samples are not as the classifier needs them.</exception>
    public static double Score(this IClassifier classifier, LabelledSamples samples)
    {
        using var scope = NewDisposeScope();
        return classifier.IsRight(samples).to(ScalarType.Float64).mean().item<double>();
    }

    /// <summary>Which samples' classes are predicted.</summary>
    /// <returns>bool, [N]. Of two classifiers, <c>Estimate.OfMean(a - b)</c> says which is better, and whether by more than chance.</returns>
    /// <exception cref="ArgumentException">samples are not as the classifier needs them.</exception>
    public static Tensor IsRight(this IClassifier classifier, LabelledSamples samples)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(samples);
        using var scope = NewDisposeScope();
        return classifier.Predict(samples.X).eq(samples.Labels).MoveToOuterDisposeScope();
    }

    /// <summary>How often it will be wrong, if its probabilities are right: the mean of 1 - max_c P(c | x).</summary>
    /// <remarks>
    /// No label is needed. With the true posterior this estimates the Bayes error, with less noise than counting mistakes,
    /// because each sample gives its probability of a mistake and not a coin toss. With a fitted one it is what the model
    /// believes of itself: far below what counting gives, the model is overconfident.
    /// </remarks>
    /// <param name="x">Samples of all classes in the priors' shares, fresh ones: [N, D] with N of 2 or more.</param>
    /// <returns>A share from 0 to 1, with its standard error.</returns>
    /// <exception cref="ArgumentException">x is not as the classifier needs it.</exception>
    public static Estimate ExpectedError(this IClassifier classifier, Tensor x)
    {
        using var scope = NewDisposeScope();
        return Estimate.OfMean(1 - classifier.Probabilities(x).max(1).values);
    }
}
