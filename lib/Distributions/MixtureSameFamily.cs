using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace Gmm;

/// <summary>
/// A mixture whose K components belong to one family: draw a component from a categorical distribution, then draw from
/// that component. The piece that TorchSharp lacks of PyTorch's <c>torch.distributions</c>.
/// </summary>
/// <remarks>
/// Shapes: S is a sample shape, B the batch shape, E the event shape. The component distribution has batch shape [B, K];
/// its last batch axis is the one that the categorical distribution, of batch shape [B] over K outcomes, chooses from.
/// The mixture owns both: disposing it disposes them.
/// Members keep the names of TorchSharp's and PyTorch's distributions.
/// </remarks>
/// <seealso href="https://pytorch.org/docs/stable/distributions.html#mixturesamefamily"/>
public sealed partial class MixtureSameFamily : Distribution
{
    private readonly int _eventRank;

    /// <param name="mixture_distribution">Weights: batch shape [B], K outcomes.</param>
    /// <param name="component_distribution">Components: batch shape [B, K], event shape [E].</param>
    /// <exception cref="ArgumentException">
    /// The batch shapes do not fit: the components' must be [B, K]. Or the weights are all zero, or of both signs.
    /// </exception>
    public MixtureSameFamily(Categorical mixture_distribution, Distribution component_distribution)
        : base(generator: null!, [])
    {
        ArgumentNullException.ThrowIfNull(mixture_distribution);
        ArgumentNullException.ThrowIfNull(component_distribution);
        long[] expected = mixture_distribution.param_shape;
        long[] actual = component_distribution.batch_shape.Shape;
        if (!actual.AsSpan().SequenceEqual(expected))
        {
            throw new ArgumentException(
                $"component_distribution has batch shape [{string.Join(", ", actual)}], but mixture_distribution chooses among " +
                $"[{string.Join(", ", expected)}] (batch axes, then components): the two must be the same. " +
                "Independent(..., 1) turns the last axis of a Normal into the event.", nameof(component_distribution));
        }

        RequireProbabilities(mixture_distribution);
        this.mixture_distribution = mixture_distribution;
        this.component_distribution = component_distribution;
        _eventRank = component_distribution.event_shape.Length;
        _init(new Size(expected[..^1]), component_distribution.event_shape);
    }

    /// <summary>The categorical distribution over components, batch shape [B].</summary>
    public Categorical mixture_distribution { get; }

    /// <summary>The components, batch shape [B, K] and event shape [E].</summary>
    public Distribution component_distribution { get; }

    /// <summary>Number of components, K.</summary>
    public int Components => (int)mixture_distribution.param_shape[^1];

    /// <summary>Mean, Σ_k π_k μ_k, [B, E].</summary>
    public override Tensor mean
    {
        get
        {
            using var scope = NewDisposeScope();
            return Average(component_distribution.mean).MoveToOuterDisposeScope();
        }
    }

    /// <summary>Variance along each axis, by the law of total variance: within components plus between their means, [B, E].</summary>
    public override Tensor variance
    {
        get
        {
            using var scope = NewDisposeScope();
            var within = Average(component_distribution.variance);
            var deviation = component_distribution.mean - mean.unsqueeze(-1 - _eventRank);
            return (within + Average(deviation.square())).MoveToOuterDisposeScope();
        }
    }

    /// <summary>Natural logarithm of the density, log Σ_k π_k p_k(x), of each sample.</summary>
    /// <param name="value">Samples, [S, B, E].</param>
    /// <returns>Log-densities, [S, B].</returns>
    /// <exception cref="ArgumentException">The last axes of value are not E.</exception>
    public override Tensor log_prob(Tensor value)
    {
        Require.Alive(value, nameof(value));
        using var scope = NewDisposeScope();
        var perComponent = component_distribution.log_prob(Pad(value));                            // [S, B, K]
        var logWeights = nn.functional.log_softmax(mixture_distribution.logits, dim: -1);          // [B, K]
        return logsumexp(perComponent + logWeights, dim: -1).MoveToOuterDisposeScope();
    }

    /// <summary>Cumulative distribution of a mixture of univariate components (event shape []).</summary>
    /// <param name="value">Samples, [S, B].</param>
    /// <returns>Probability of a draw at or below each value, [S, B].</returns>
    public override Tensor cdf(Tensor value)
    {
        Require.Alive(value, nameof(value));
        using var scope = NewDisposeScope();
        return (mixture_distribution.probs * component_distribution.cdf(Pad(value))).sum(-1).MoveToOuterDisposeScope();
    }

    /// <summary>Draws samples; no gradient flows through a draw.</summary>
    /// <param name="sample_shape">Shape S of the draw: <c>sample(500)</c> gives 500 samples.</param>
    /// <returns>Samples, [S, B, E].</returns>
    public override Tensor sample(params long[] sample_shape)
    {
        ArgumentNullException.ThrowIfNull(sample_shape);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var chosen = mixture_distribution.sample(sample_shape);                                    // [S, B]
        var draws = component_distribution.sample(sample_shape);                                   // [S, B, K, E]

        long componentAxis = chosen.ndim;
        long[] oneOfEach = [.. chosen.shape, 1, .. Enumerable.Repeat(1L, _eventRank)];
        long[] target = [.. chosen.shape, 1, .. event_shape.Shape];
        var index = chosen.reshape(oneOfEach).expand(target);
        return draws.gather(componentAxis, index).squeeze(componentAxis).MoveToOuterDisposeScope();
    }

    /// <summary>Not possible: the choice of a component is discrete, so a draw has no gradient to pass on.</summary>
    /// <exception cref="NotSupportedException">Always. Use <see cref="sample(long[])"/>.</exception>
    public override Tensor rsample(params long[] sample_shape) =>
        throw new NotSupportedException(
            "MixtureSameFamily has no reparameterised sampling (rsample): choosing a component is not differentiable. Use sample().");

    /// <summary>Not available: the entropy of a mixture has no closed form.</summary>
    /// <exception cref="NotSupportedException">Always. Estimate it as <c>-log_prob(sample(n)).mean()</c>.</exception>
    public override Tensor entropy() =>
        throw new NotSupportedException("The entropy of a mixture has no closed form; estimate it with -log_prob(sample(n)).mean().");

    /// <summary>The same mixture over more batch axes, without copying parameters.</summary>
    /// <param name="batch_shape">New batch shape, to which B broadcasts.</param>
    /// <param name="instance">Must be null: this class is sealed.</param>
    /// <exception cref="ArgumentException"><paramref name="instance"/> is not null.</exception>
    public override Distribution expand(Size batch_shape, Distribution? instance = null)
    {
        if (instance is not null)
        {
            throw new ArgumentException("expand() creates the new mixture itself: pass null.", nameof(instance));
        }

        var weights = (Categorical)mixture_distribution.expand(batch_shape);
        var components = component_distribution.expand(new Size([.. batch_shape.Shape, Components]));
        return new MixtureSameFamily(weights, components);
    }

    /// <returns>The number of components, the batch shape and the event shape.</returns>
    public override string ToString() =>
        $"MixtureSameFamily({Components} components, batch shape [{string.Join(", ", batch_shape.Shape)}], " +
        $"event shape [{string.Join(", ", event_shape.Shape)}])";

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            mixture_distribution.Dispose();
            component_distribution.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>[S, B, E] → [S, B, 1, E], so that samples broadcast against the components.</summary>
    private Tensor Pad(Tensor value)
    {
        Require.Alive(value, nameof(value));
        if (value.ndim < _eventRank || !value.shape.AsSpan()[^_eventRank..].SequenceEqual(event_shape.Shape))
        {
            throw new ArgumentException(
                $"value has shape {Require.Shape(value)}: expected [..., {string.Join(", ", event_shape.Shape)}], the event shape last.",
                nameof(value));
        }

        return value.unsqueeze(-1 - _eventRank);
    }

    /// <summary>Weights that sum to 0 leave NaN when they are normalised, weights of both signs leave negative ones.</summary>
    private static void RequireProbabilities(Categorical mixture_distribution)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        if (!mixture_distribution.probs.ge(0).all().item<bool>())
        {
            throw new ArgumentException(
                "mixture_distribution's probabilities are NaN or negative: expected weights of 0 or more, and one above 0 in each mixture.",
                nameof(mixture_distribution));
        }
    }

    /// <summary>Weighted average over components, [B, K, E] → [B, E].</summary>
    private Tensor Average(Tensor perComponent)
    {
        long[] padded = [.. mixture_distribution.param_shape, .. Enumerable.Repeat(1L, _eventRank)];
        return (mixture_distribution.probs.reshape(padded) * perComponent).sum(-1 - _eventRank);
    }
}
