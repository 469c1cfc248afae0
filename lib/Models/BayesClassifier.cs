using System.Globalization;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// Bayes' rule over one density a class: a sample belongs to the class for which prior times density is highest. With the
/// true densities no classifier is right more often, except by luck; with fitted ones it is the generative classifier.
/// </summary>
/// <remarks>
/// N samples, D features, C classes. It has nothing to train: what it knows, its densities know. The marginal density
/// Σ_c P(c) p_c(x) makes it a density itself: of samples whatever their class, by which one can tell what is like none.
/// </remarks>
/// <seealso href="https://doi.org/10.1007/978-0-387-45528-0">Bishop, Pattern Recognition and Machine Learning, section 1.5</seealso>
public sealed class BayesClassifier : IDensity
{
    private readonly double[] _logPriors;

    /// <param name="classes">The density of each class, C of them, all over D features.</param>
    /// <param name="priors">How frequent each class is; only the ratios count, so sample counts do. Null: all alike.</param>
    /// <exception cref="ArgumentException">
    /// There is no class, one is null, or their D differ; or priors are not C numbers of 0 or more, one of them above 0.
    /// </exception>
    public BayesClassifier(IReadOnlyList<IDensity> classes, IReadOnlyList<double>? priors = null)
    {
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count == 0 || classes.Any(c => c is null) || classes.DistinctBy(c => c.Features).Count() > 1)
        {
            string features = string.Join(", ", classes.Select(c => c is null ? "null" : $"{c.Features}"));
            throw new ArgumentException(
                $"classes has {classes.Count} densities, of [{features}] features: expected one a class, all over the same features.", nameof(classes));
        }

        priors ??= [.. Enumerable.Repeat(1.0, classes.Count)];
        if (priors.Count != classes.Count || !priors.All(p => p >= 0 && double.IsFinite(p)) || priors.Sum() <= 0)
        {
            throw new ArgumentException(
                $"priors is [{Listed(priors, "R")}]: expected {classes.Count} numbers of 0 or more, one of them above 0.", nameof(priors));
        }

        ClassDensities = [.. classes];
        Priors = [.. priors.Select(p => p / priors.Sum())];
        _logPriors = [.. Priors.Select(p => Math.Log(p))];
    }

    /// <summary>p_c, the density of each class.</summary>
    public IReadOnlyList<IDensity> ClassDensities { get; }

    /// <summary>P(c), the share of each class; they sum to 1.</summary>
    public IReadOnlyList<double> Priors { get; }

    /// <summary>C, the number of classes.</summary>
    public int Classes => ClassDensities.Count;

    /// <summary>D, the length of a sample.</summary>
    public int Features => ClassDensities[0].Features;

    /// <summary>The mixtures of a trained classifier as densities, as they are now: training on does not change them.</summary>
    /// <remarks>
    /// Its softmax is this posterior. But a classifier trained on cross-entropy was never asked for densities: that its
    /// <see cref="LogDensity"/> means something is not to be expected.
    /// </remarks>
    /// <param name="classifier">One mixture a class.</param>
    /// <param name="priors">As for the constructor.</param>
    /// <exception cref="InvalidOperationException">Its parameters are no mixtures.</exception>
    public static BayesClassifier Of(GmmClassifier classifier, IReadOnlyList<double>? priors = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        using var noGrad = no_grad();
        return new([.. Enumerable.Range(0, classifier.Classes).Select(c => classifier.ToDistribution(c))], priors);
    }

    /// <summary>log P(c) + log p_c(x): the sample and the class together.</summary>
    /// <param name="x">Samples, [N, D], finite, of the densities' dtype and device.</param>
    /// <returns>Joint log-densities in nats, [N, C]. They are logits: softmax turns them into the posterior.</returns>
    /// <exception cref="ArgumentException">x is not as the densities need it.</exception>
    public Tensor LogJoint(Tensor x)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var joint = ClassDensities.Select((density, c) => density.LogDensity(x) + _logPriors[c]);
        return stack(joint.ToArray(), dim: 1).MoveToOuterDisposeScope();
    }

    /// <summary>log P(c | x), by Bayes' rule: how probable each class is, given the sample.</summary>
    /// <returns>Log-probabilities, [N, C]; each row's exponentials sum to 1.</returns>
    /// <inheritdoc cref="LogJoint"/>
    public Tensor LogPosterior(Tensor x)
    {
        using var scope = NewDisposeScope();
        return LogJoint(x).log_softmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>log Σ_c P(c) p_c(x): the density of a sample of whatever class. Low where no class has been seen.</summary>
    /// <returns>Log-densities in nats, [N].</returns>
    /// <inheritdoc cref="LogJoint"/>
    public Tensor LogDensity(Tensor x)
    {
        using var scope = NewDisposeScope();
        return LogJoint(x).logsumexp(1).MoveToOuterDisposeScope();
    }

    /// <summary>The most probable class of each sample.</summary>
    /// <returns>Classes 0..C-1, int64, [N].</returns>
    /// <inheritdoc cref="LogJoint"/>
    public Tensor Predict(Tensor x)
    {
        using var scope = NewDisposeScope();
        return LogJoint(x).argmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>How often it will be wrong, if it is right about the densities: the mean of 1 - max_c P(c | x).</summary>
    /// <remarks>
    /// No label is needed. With the true densities and priors this estimates the Bayes error, with less noise than counting
    /// mistakes, because each sample gives its probability of a mistake and not a coin toss. With fitted densities it is what
    /// the model believes of itself: far below what counting gives, the model is overconfident.
    /// </remarks>
    /// <param name="x">Samples of all classes in the priors' shares, fresh ones: [N, D] with N of 2 or more.</param>
    /// <returns>A share from 0 to 1, with its standard error.</returns>
    /// <exception cref="ArgumentException">x is not as the densities need it.</exception>
    public Estimate ExpectedError(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Estimate.OfMean(1 - LogPosterior(x).max(1).values.exp());
    }

    /// <returns>Classes, features and priors.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"BayesClassifier(features: {Features}, classes: {Classes}, priors: [{Listed(Priors, "0.###")}])");

    private static string Listed(IEnumerable<double> numbers, string format) =>
        string.Join(", ", numbers.Select(n => n.ToString(format, CultureInfo.InvariantCulture)));
}
