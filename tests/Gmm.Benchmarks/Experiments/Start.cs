using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>Starting parameters, as a model has them: weights [M], means and standard deviations [M, D].</summary>
internal sealed record Start(Tensor Weights, Tensor Means, Tensor Stdevs)
{
    public static Start Of(MixtureModel model) =>
        new(model.RawWeights.detach().clone(), model.Means.detach().clone(), model.RawStandardDeviations.detach().clone());

    public void CopyTo(MixtureModel model)
    {
        using var noGrad = no_grad();
        model.RawWeights.copy_(Weights);
        model.Means.copy_(Means);
        model.RawStandardDeviations.copy_(Stdevs);
    }
}
