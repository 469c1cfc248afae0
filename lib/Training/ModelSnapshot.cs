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
        (RawWeights, Means, RawStandardDeviations) = (Copy(model.RawWeights), Copy(model.Means), Copy(model.RawStandardDeviations));
    }

    /// <summary>Steps taken before this moment.</summary>
    public int Iteration { get; }

    /// <summary>Weights before <see cref="Parametrisation"/>, [M].</summary>
    public Tensor RawWeights { get; }

    /// <summary>Means, [M, D].</summary>
    public Tensor Means { get; }

    /// <summary>Standard deviations before <see cref="Parametrisation"/>, [M, D].</summary>
    public Tensor RawStandardDeviations { get; }

    /// <summary>Weights of the components, which sum to 1 in each mixture, [M].</summary>
    public Tensor Weights() => _model.WeightsOf(RawWeights);

    /// <summary>Standard deviations of the components, positive, [M, D].</summary>
    public Tensor StandardDeviations() => _model.StandardDeviationsOf(RawStandardDeviations);

    private static Tensor Copy(Tensor parameter) => parameter.detach().clone().DetachFromDisposeScope();
}
