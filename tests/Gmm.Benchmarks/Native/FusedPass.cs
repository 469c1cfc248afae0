using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>The library's pass that the C kernel is held against: cross-entropy and its gradient, by the fused kernel.</summary>
internal static class FusedPass
{
    public static void Run(GmmClassifier model, Experiment experiment)
    {
        using var scope = NewDisposeScope();
        Loss(model, experiment, DensityPath.Fused).backward();
    }

    /// <summary>The cross-entropy by any path; the model's gradients are forgotten first.</summary>
    public static Tensor Loss(GmmClassifier model, Experiment experiment, DensityPath path)
    {
        model.zero_grad();
        return nn.functional.cross_entropy(ForcePath.Logits(model, experiment.Samples, path), experiment.Labels!);
    }
}
