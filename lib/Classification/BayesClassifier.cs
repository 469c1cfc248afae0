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
public sealed partial class BayesClassifier : IDensity, IClassifier
{
    /// <param name="classes">The density of each class, C of them, all over D features.</param>
    /// <param name="priors">How frequent each class is; only the ratios count, so sample counts do. Null: all alike.</param>
    /// <exception cref="ArgumentException">
    /// There is no class, one is null, or their D differ; or priors are not C numbers of 0 or more, one of them above 0.
    /// </exception>
    /// <param name="classNames">What tables and charts call the classes, [C]; "class 0", "class 1", ... if null or empty.</param>
    public BayesClassifier(IReadOnlyList<IDensity> classes, IReadOnlyList<double>? priors = null, IReadOnlyList<string>? classNames = null)
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
        ClassNames = LabelledSamples.NamesOf(classes.Count, classNames);
    }

    /// <summary>p_c, the density of each class.</summary>
    public IReadOnlyList<IDensity> ClassDensities { get; }

    /// <summary>P(c), the share of each class; they sum to 1.</summary>
    public IReadOnlyList<double> Priors { get; private init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>T, above 0: log-odds are divided by it. 1 is Bayes' rule; more takes back overconfidence, as held-out samples asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, or not finite.</exception>
    public double Temperature
    {
        get;
        init => field = Require.Positive(value, nameof(Temperature));
    } = 1;

    /// <summary>ε, from 0 to 1: the share of labels that may be anything. The posterior is 1 - ε of its own, and ε of 1/C.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public double LabelNoise
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LabelNoise), value, "expected a share from 0 to 1.");
    }

    /// <summary>C, the number of classes.</summary>
    public int Classes => ClassDensities.Count;

    /// <summary>D, the length of a sample.</summary>
    public int Features => ClassDensities[0].Features;

    /// <summary>log P(c) + log p_c(x): the sample and the class together.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>
    /// Joint log-densities in nats, [N, C]. They are logits: softmax turns them into the posterior, unless there are
    /// <see cref="Alternatives"/>, a <see cref="Temperature"/> or a <see cref="LabelNoise"/>.
    /// </returns>
    /// <exception cref="ArgumentException">x is not as the densities need it.</exception>
    public Tensor LogJoint(Samples x) => x.Of(Features).Like(Joint(x, share: false, out _), x.Count, Classes);

    /// <summary>log P(c | x), by Bayes' rule: how probable each class is, given the sample; computed in float64.</summary>
    /// <returns>Log-probabilities, [N, C]; each row's exponentials sum to 1.</returns>
    /// <inheritdoc cref="LogJoint"/>
    public Tensor LogPosterior(Samples x) => x.Of(Features).Like(LogPosteriors(x), x.Count, Classes);

    /// <summary>P(c | x): how probable each class is, given the sample.</summary>
    /// <returns>Probabilities, [N, C]; each row sums to 1.</returns>
    /// <inheritdoc cref="LogJoint"/>
    public Tensor Probabilities(Samples x)
    {
        using var scope = NewDisposeScope();
        return LogPosterior(x).exp().MoveToOuterDisposeScope();
    }

    /// <summary>log Σ_c P(c) p_c(x): the density of a sample of whatever class. Low where no class has been seen.</summary>
    /// <returns>Log-densities in nats, [N].</returns>
    /// <inheritdoc cref="LogJoint"/>
    public Tensor LogDensity(Samples x)
    {
        Joint(x.Of(Features), share: true, out double[] marginal);
        return x.Like(marginal, x.Count);
    }

    /// <summary>The most probable class of each sample.</summary>
    /// <returns>Classes 0..C-1, int64, [N].</returns>
    /// <inheritdoc cref="LogJoint"/>
    public Tensor Predict(Samples x)
    {
        // A class is most probable where its joint density is highest; its probability may be 1 to the last digit, as another's nearly is.
        double[] logits = Alternatives.Count == 0 ? Joint(x.Of(Features), share: false, out _) : LogPosteriors(x.Of(Features));
        return x.Like([.. Enumerable.Range(0, x.Count).Select(n => (long)LogSumExp.Largest(logits.AsSpan(n * Classes, Classes)))]);
    }

    Tensor IDensity.LogDensity(Tensor x) => LogDensity(x);

    Tensor IClassifier.Predict(Tensor x) => Predict(x);

    Tensor IClassifier.LogPosterior(Tensor x) => LogPosterior(x);

    /// <returns>Classes, features and priors, and how many alternatives there are, if any.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"BayesClassifier(features: {Features}, classes: {Classes}, priors: [{Listed(Priors, "0.###")}]")
        + (Alternatives.Count > 0 ? FormattableString.Invariant($", alternatives: {Alternatives.Count})") : ")");

    private double[] OwnLogPosteriors(Samples x)
    {
        double[] joint = Joint(x, share: false, out _);
        for (int n = 0; n < x.Count; n++)
        {
            var row = joint.AsSpan(n * Classes, Classes);
            foreach (ref double log in row)
            {
                log /= Temperature;
            }

            LogSumExp.Normalise(row);
            foreach (ref double log in row)
            {
                log = LabelNoise == 0 ? log : Math.Log(((1 - LabelNoise) * Math.Exp(log)) + (LabelNoise / Classes));
            }
        }

        return joint;
    }

    /// <summary>log P(c) + log p_c(x), or its share of the sum over classes; and that sum's logarithm.</summary>
    /// <returns>[N, C].</returns>
    private double[] Joint(Samples x, bool share, out double[] marginal)
    {
        double[] joint = new double[x.Count * Classes];
        for (int c = 0; c < Classes; c++)
        {
            double[] own = LogDensities(ClassDensities[c], x);
            double logPrior = Math.Log(Priors[c]);
            for (int n = 0; n < own.Length; n++)
            {
                joint[(n * Classes) + c] = own[n] + logPrior;
            }
        }

        marginal = share ? new double[x.Count] : [];
        for (int n = 0; n < marginal.Length; n++)
        {
            marginal[n] = LogSumExp.Share(joint.AsSpan(n * Classes, Classes));
        }

        return joint;
    }

    /// <remarks>In float64 where the density can, whatever x was.</remarks>
    private static double[] LogDensities(IDensity density, Samples x)
    {
        if (density is ISampleDensity own)
        {
            return own.LogDensities(x);
        }

        using var scope = NewDisposeScope();
        return Samples.Flat(density.LogDensity(x.ToTensor()));
    }

    private static string Listed(IEnumerable<double> numbers, string format) =>
        string.Join(", ", numbers.Select(n => n.ToString(format, CultureInfo.InvariantCulture)));
}
