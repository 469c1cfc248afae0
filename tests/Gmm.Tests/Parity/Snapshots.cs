using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>Keeps a copy of a model's parameters after chosen numbers of steps.</summary>
internal sealed class Snapshots(nn.Module model, IReadOnlyCollection<int> steps) : IProgress<TrainingProgress>
{
    public Dictionary<int, Dictionary<string, Tensor>> After { get; } = [];

    public void Report(TrainingProgress value)
    {
        if (steps.Contains(value.Iteration))
        {
            After[value.Iteration] = model.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach().clone());
        }
    }
}
