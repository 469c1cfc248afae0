namespace Gmm;

/// <summary>One moment of a training, for <see cref="Charts.Animation"/>.</summary>
/// <remarks>The mixtures' numbers are copies: make a frame every so many iterations and train on.</remarks>
public sealed class AnimationFrame
{
    /// <param name="label">What is shown beside the slider, such as "iteration 40".</param>
    /// <param name="mixtures">One mixture or more, such as one for each class; each frame has the same.</param>
    /// <exception cref="ArgumentException">There is no mixture.</exception>
    public AnimationFrame(string label, params Ellipses[] mixtures)
    {
        ArgumentNullException.ThrowIfNull(label);
        Require.NoNulls(mixtures, nameof(mixtures));
        (Label, Mixtures) = mixtures.Length > 0
            ? (label, mixtures)
            : throw new ArgumentException($"frame \"{label}\" has no mixture: expected one or more.", nameof(mixtures));
    }

    public string Label { get; }

    public IReadOnlyList<Ellipses> Mixtures { get; }
}
