using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// One Gaussian mixture a class: a sample belongs to the class whose mixture gives it the highest log-density.
/// </summary>
/// <remarks>
/// N samples, D features, C classes, M components of all classes together. The components lie in one block of parameters,
/// a row each, those of class 0 first: one pass evaluates all classes, and a small class costs no padding.
/// The parametrisation is that of every <see cref="MixtureModel"/>.
/// </remarks>
public sealed class GmmClassifier : MixtureModel, IClassifier
{
    /// <summary>A classifier with the same number of components in every class.</summary>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <param name="nClasses">C, the number of classes.</param>
    /// <param name="nComponents">Components of each class.</param>
    /// <param name="parametrisation">How trainable numbers become weights and standard deviations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public GmmClassifier(
        int nFeatures, int nClasses, int nComponents = 2, Parametrisation parametrisation = Parametrisation.ReluAbs)
        : this(nFeatures, nClasses, Enumerable.Repeat(nComponents, Math.Max(nClasses, 0)).ToArray(), parametrisation)
    {
    }

    /// <summary>A classifier with a number of components of its own for each class.</summary>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <param name="nClasses">C, the number of classes.</param>
    /// <param name="nComponents">One number of components a class, C in all.</param>
    /// <param name="parametrisation">How trainable numbers become weights and standard deviations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="nComponents"/> does not have C entries.</exception>
    public GmmClassifier(
        int nFeatures, int nClasses, IReadOnlyList<int> nComponents, Parametrisation parametrisation = Parametrisation.ReluAbs)
        : base(
            nameof(GmmClassifier),
            nFeatures,
            [.. nComponents ?? throw new ArgumentNullException(nameof(nComponents))],
            parametrisation,
            Start(nFeatures, nClasses, nComponents, parametrisation))
    {
        ComponentCounts = [.. nComponents];
    }

    private GmmClassifier(ModelHeader header)
        : base(header.Kind, header.Features, header.Counts, header.Parametrisation, header.Zeros())
    {
        ComponentCounts = header.Counts;
    }

    /// <summary>C, the number of classes.</summary>
    public int Classes => ComponentCounts.Count;

    /// <summary>Number of components of each class.</summary>
    public IReadOnlyList<int> ComponentCounts { get; }

    /// <inheritdoc/>
    /// <remarks>"class 0", "class 1", ...; a model's file does not keep other names.</remarks>
    public IReadOnlyList<string> ClassNames { get => field ??= LabelledSamples.NamesOf(Classes, null); set => field = LabelledSamples.NamesOf(Classes, value); }

    /// <summary>
    /// The predicted class of each sample: what to call once the model is trained. It checks the values too, and passes no gradient.
    /// </summary>
    /// <param name="x">Samples, [N, D], finite, of the model's dtype and device.</param>
    /// <returns>Classes 0..C-1, int64, [N].</returns>
    /// <exception cref="ArgumentException">x is not [N, D], of another dtype or device, or holds NaN or infinity.</exception>
    /// <exception cref="InvalidOperationException">
    /// The parameters are no mixtures: a class has no weight above 0, a standard deviation is 0, or a value is not finite.
    /// </exception>
    public Tensor Predict(Tensor x)
    {
        using var use = Use(x);
        using var noGrad = no_grad();
        return forward(x);
    }

    /// <summary>log P(c | x): how probable each class is, given the sample, by the softmax of the logits.</summary>
    /// <returns>Log-probabilities in nats, [N, C].</returns>
    /// <inheritdoc cref="Predict"/>
    public Tensor LogPosterior(Tensor x)
    {
        using var use = Use(x);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return forward(x, returnLogits: true).log_softmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>The predicted class of each sample.</summary>
    /// <param name="x">Samples, [N, D], of the model's dtype and device.</param>
    /// <returns>Classes 0..C-1, int64, [N].</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or of another dtype or device than the model.</exception>
    public override Tensor forward(Tensor x) => forward(x, returnLogits: false);

    /// <summary>The logits of each sample, or the class that has the highest.</summary>
    /// <param name="x">Samples, [N, D], of the model's dtype and device.</param>
    /// <param name="returnLogits">True for logits, which training needs; false for classes.</param>
    /// <returns>Log-density under each class's mixture, [N, C]; or predicted classes, int64, [N].</returns>
    /// <exception cref="ArgumentException">x is not [N, D], or of another dtype or device than the model.</exception>
    public Tensor forward(Tensor x, bool returnLogits)
    {
        using var use = Use();
        Require.Samples(x, Features, Means);
        using var scope = NewDisposeScope();
        var logits = DiagonalMixtures.LogDensity(x, this);
        return (returnLogits ? logits : logits.argmax(1)).MoveToOuterDisposeScope();
    }

    /// <summary>The mixture of one class as a distribution; the classes' log_probs side by side are the logits.</summary>
    /// <remarks>
    /// Its numbers are those of now: training on does not change them. Gradients flow from its <c>log_prob</c> to this
    /// model's parameters.
    /// </remarks>
    /// <param name="classIndex">Class, 0..C-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="InvalidOperationException">The parameters are no mixtures, as for <see cref="Predict"/>.</exception>
    public MixtureSameFamily ToDistribution(int classIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, Classes);
        RequireSound();
        return MixtureOfClass(classIndex);
    }

    /// <summary>A classifier to train, started from one that was fitted some other way.</summary>
    /// <param name="classifier">Its classes are diagonal or spherical <see cref="GaussianMixture"/>s; its priors have no say.</param>
    /// <param name="parametrisation">How trainable numbers become weights and standard deviations.</param>
    /// <param name="dtype">Of the parameters.</param>
    /// <exception cref="InvalidOperationException">A class is no such mixture.</exception>
    public static GmmClassifier From(
        BayesClassifier classifier, Parametrisation parametrisation = Parametrisation.ReluAbs, ScalarType dtype = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        GaussianMixture[] mixtures = [.. classifier.ClassDensities.Select((density, c) => density as GaussianMixture
            ?? throw new InvalidOperationException($"The density of class {c} is a {density.GetType().Name}: expected a GaussianMixture."))];
        var model = From(mixtures, parametrisation, dtype);
        model.ClassNames = classifier.ClassNames;
        return model;
    }

    /// <summary>A classifier to train, started from a mixture a class.</summary>
    /// <param name="mixtures">One a class, diagonal or spherical, all of the same features.</param>
    /// <inheritdoc cref="From(BayesClassifier, Parametrisation, ScalarType)"/>
    /// <exception cref="ArgumentException">There is no mixture, or their features differ.</exception>
    public static GmmClassifier From(
        IReadOnlyList<GaussianMixture> mixtures, Parametrisation parametrisation = Parametrisation.ReluAbs, ScalarType dtype = ScalarType.Float32)
    {
        Require.NoNulls(mixtures, nameof(mixtures));
        if (mixtures.Count == 0)
        {
            throw new ArgumentException("mixtures is empty: expected one a class.", nameof(mixtures));
        }

        int[] counts = [.. mixtures.Select(m => m.Components)];
        var model = new GmmClassifier(new(nameof(GmmClassifier), mixtures[0].Features, counts, dtype, parametrisation));
        model.SetComponents(mixtures, nameof(mixtures));
        return model;
    }

    /// <summary>Bayes' rule over the mixtures as they are now: training on does not change them.</summary>
    /// <remarks>
    /// The softmax of this classifier is that posterior. But a classifier trained on cross-entropy was never asked for densities:
    /// that its <see cref="BayesClassifier.LogDensity"/> means something is not to be expected.
    /// </remarks>
    /// <param name="priors">How frequent each class is; null: all alike.</param>
    /// <exception cref="InvalidOperationException">The parameters are no mixtures, as for <see cref="Predict"/>.</exception>
    public BayesClassifier ToBayesClassifier(IReadOnlyList<double>? priors = null) => new(ToMixtures(), priors, ClassNames);

    /// <summary>A classifier as it was when <see cref="MixtureModel.Save"/> wrote it: its shape, dtype and parameters, on the CPU.</summary>
    /// <param name="path">A saved <see cref="GmmClassifier"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no model, damaged, from a newer version, or of another kind.</exception>
    public static GmmClassifier Open(string path) => Open(path, header => new GmmClassifier(header));

    /// <returns>Features, components of each class, classes and init scale.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"GmmClassifier(features: {Features}, classes: {Classes}, components: [{string.Join(", ", ComponentCounts)}], init scale: {InitScale:0.####})");

    private protected override MixtureModel Stored(string path) => Open(path);

    private static ComponentTensors Start(
        int nFeatures, int nClasses, IReadOnlyList<int> nComponents, Parametrisation parametrisation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(nClasses, 1);
        if (nComponents.Count != nClasses)
        {
            throw new ArgumentException(
                $"nComponents has {nComponents.Count} entries for {nClasses} classes: give one number, or one a class.", nameof(nComponents));
        }

        foreach (int count in nComponents)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(nComponents));
        }

        return ComponentTensors.Joined(nComponents.Select(count => ArticleStart.Draw(nFeatures, count, parametrisation)));
    }
}
