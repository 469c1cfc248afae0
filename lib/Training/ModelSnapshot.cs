using static TorchSharp.torch;

namespace Gmm;

/// <summary>A model's parameters at one moment of its training, copied: the model trains on, they stay.</summary>
/// <remarks>D features, M components of all mixtures together, as in <see cref="MixtureModel"/>.</remarks>
public sealed class ModelSnapshot
{
    private readonly MixtureModel _model;

    internal ModelSnapshot(MixtureModel model, int iteration)
    {
        using var scope = NewDisposeScope();
        (_model, Iteration) = (model, iteration);
        (BlendWeight, Means, Stdevs) = (Copy(model.BlendWeight), Copy(model.Means), Copy(model.Stdevs));
    }

    /// <summary>Steps taken before this moment.</summary>
    public int Iteration { get; }

    /// <summary>Weights before <see cref="Parametrisation"/>, [M].</summary>
    public Tensor BlendWeight { get; }

    /// <summary>Means, [M, D].</summary>
    public Tensor Means { get; }

    /// <summary>Standard deviations before <see cref="Parametrisation"/>, [M, D].</summary>
    public Tensor Stdevs { get; }

    /// <summary>Weights of the components, which sum to 1 in each mixture, [M].</summary>
    public Tensor Weights() => _model.WeightsOf(BlendWeight);

    /// <summary>Standard deviations of the components, positive, [M, D].</summary>
    public Tensor StandardDeviations() => _model.StandardDeviationsOf(Stdevs);

    private static Tensor Copy(Tensor parameter) => parameter.detach().clone().DetachFromDisposeScope();
}
