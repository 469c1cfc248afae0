using static TorchSharp.torch;

namespace Gmm;

/// <summary>Axis-aligned components as tensors: of a distribution, or to start a training from.</summary>
/// <param name="Weights">One a component, [M].</param>
/// <param name="Means">[M, D].</param>
/// <param name="StandardDeviations">σ along each axis, [M, D].</param>
internal readonly record struct ComponentTensors(Tensor Weights, Tensor Means, Tensor StandardDeviations)
{
    /// <summary>Several in one, those of the first first.</summary>
    public static ComponentTensors Joined(IEnumerable<ComponentTensors> parts)
    {
        using var scope = NewDisposeScope();
        ComponentTensors[] all = [.. parts];
        return new(
            cat([.. all.Select(part => part.Weights)]).MoveToOuterDisposeScope(),
            cat([.. all.Select(part => part.Means)]).MoveToOuterDisposeScope(),
            cat([.. all.Select(part => part.StandardDeviations)]).MoveToOuterDisposeScope());
    }
}
