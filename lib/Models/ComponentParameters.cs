using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// From trainable numbers to weights and standard deviations, and gradients the way back: once in tensors, for autograd on
/// any device, and once in plain numbers, for <see cref="FusedStep{T}"/>. One class for each <see cref="Parametrisation"/>.
/// </summary>
internal abstract class ComponentParameters
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such parametrisation.</exception>
    public static ComponentParameters Of(Parametrisation parametrisation) => parametrisation switch
    {
        Parametrisation.ReluAbs => new ReluAbs(),
        Parametrisation.SoftmaxExp => new SoftmaxExp(),
        _ => throw new ArgumentOutOfRangeException(nameof(parametrisation), parametrisation, "Expected one of Parametrisation's values."),
    };

    /// <summary>Log-weights, [C, K] → [C, K]; -∞ where a class has no such component.</summary>
    public abstract Tensor LogWeights(Tensor rectangle, ComponentLayout layout);

    /// <summary>One class's choice of a component, from its raw weights [K].</summary>
    public abstract Categorical Choice(Tensor raw);

    /// <summary>Standard deviations, of any shape.</summary>
    public abstract Tensor StandardDeviations(Tensor raw);

    /// <summary>What to train from, so that the components have these weights and standard deviations.</summary>
    public abstract (Tensor Weights, Tensor StandardDeviations) Inverse(Tensor weights, Tensor stdevs);

    /// <summary>What keeps the components from being mixtures though all numbers are finite, in words; null if nothing does.</summary>
    public abstract string? Flaw(Tensor weights, Tensor stdevs, ComponentLayout layout);

    /// <summary>Log-weights of one class.</summary>
    /// <param name="epsilon">The dtype's, as <c>finfo</c> has it.</param>
    public abstract void LogWeights(ReadOnlySpan<double> raw, double epsilon, Span<double> logWeights);

    /// <summary>Turns a loss's derivatives by one class's log-weights into those by the raw weights.</summary>
    public abstract void BackToRaw(ReadOnlySpan<double> raw, double epsilon, ReadOnlySpan<double> logWeights, Span<double> gradient);

    /// <summary>A standard deviation, and its derivative by the raw number.</summary>
    public abstract (double Stdev, double Slope) Stdev(double raw);
}
