using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// One Gaussian mixture a class: a sample belongs to the class whose mixture gives it the highest log-density.
/// </summary>
/// <remarks>
/// N samples, D features, C classes, M components of all classes together. The components lie in one block of parameters,
/// a row each, those of class 0 first: one pass evaluates all classes, and a small class costs no padding.
/// Parametrised as <see cref="GaussianMixModel"/> is.
/// </remarks>
public sealed class GmmClassifier : nn.Module<Tensor, Tensor>
{
    /// <summary>A classifier with the same number of components in every class.</summary>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <param name="nClasses">C, the number of classes.</param>
    /// <param name="nComponents">Components of each class.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public GmmClassifier(int nFeatures, int nClasses, int nComponents = 2)
        : this(nFeatures, nClasses, Enumerable.Repeat(nComponents, Math.Max(nClasses, 0)).ToArray())
    {
    }

    /// <summary>A classifier with a number of components of its own for each class.</summary>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <param name="nClasses">C, the number of classes.</param>
    /// <param name="nComponents">One number of components a class, C in all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="nComponents"/> does not have C entries.</exception>
    public GmmClassifier(int nFeatures, int nClasses, IReadOnlyList<int> nComponents)
        : base(nameof(GmmClassifier))
    {
        ArgumentNullException.ThrowIfNull(nComponents);
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

        Features = nFeatures;
        Components = [.. nComponents];

        using var scope = NewDisposeScope();
        var starts = nComponents.Select(count => GaussianMixModel.ArticleStart(nFeatures, count)).ToArray();
        GaussianMixModel.Register(
            this,
            cat(starts.Select(s => s.Weights).ToArray()),
            cat(starts.Select(s => s.Means).ToArray()),
            cat(starts.Select(s => s.Stdevs).ToArray()));
    }

    /// <summary>D, the length of a sample.</summary>
    public int Features { get; }

    /// <summary>C, the number of classes.</summary>
    public int Classes => Components.Count;

    /// <summary>Number of components of each class.</summary>
    public IReadOnlyList<int> Components { get; }

    /// <summary>s = √(6 / D): initial means are randn·s, initial standard deviations rand·s.</summary>
    public double InitScale => GaussianMixModel.InitScaleOf(Features);

    /// <summary>Unnormalised weights before relu, [M].</summary>
    public Parameter BlendWeight => get_parameter("blend_weight")!;

    /// <summary>Means, [M, D].</summary>
    public Parameter Means => get_parameter("means")!;

    /// <summary>Standard deviations before abs, [M, D].</summary>
    public Parameter Stdevs => get_parameter("stdevs")!;

    /// <summary>Where the parameters live.</summary>
    public Device Device => Means.device;

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
        Require.Samples(x, Features, Means);
        using var scope = NewDisposeScope();
        var logits = DiagonalMixtures.LogDensity(x, BlendWeight, Means, Stdevs.abs(), Components);
        return (returnLogits ? logits : logits.argmax(1)).MoveToOuterDisposeScope();
    }

    /// <summary>The mixture of one class as a distribution; the classes' log_probs side by side are the logits.</summary>
    /// <remarks>Gradients flow from its <c>log_prob</c> to this model's parameters.</remarks>
    /// <param name="classIndex">Class, 0..C-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public MixtureSameFamily ToDistribution(int classIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, Classes);
        using var scope = NewDisposeScope();
        int first = Components.Take(classIndex).Sum();
        var own = TensorIndex.Slice(first, first + Components[classIndex]);
        return GaussianMixModel.MixtureOf(BlendWeight[own], Means[own], Stdevs[own]);
    }

    /// <returns>Features, components of each class, classes and init scale.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"GmmClassifier(features: {Features}, classes: {Classes}, components: [{string.Join(", ", Components)}], init scale: {InitScale:0.####})");
}
