using static TorchSharp.torch;

namespace Gmm;

/// <summary>A copy of a module's parameters, to go back to: taking it again costs a copy into memory that is already there.</summary>
internal sealed class ParameterSnapshot : IDisposable
{
    private readonly (Tensor Parameter, Tensor Copy)[] _pairs;

    public ParameterSnapshot(nn.Module module)
    {
        using var scope = NewDisposeScope();
        _pairs = [.. module.parameters().Select(parameter => (parameter, parameter.detach().clone().DetachFromDisposeScope()))];
    }

    public void Take() => CopyAll(pair => pair.Copy.copy_(pair.Parameter));

    public void Restore() => CopyAll(pair => pair.Parameter.copy_(pair.Copy));

    public void Dispose()
    {
        foreach (var (_, copy) in _pairs)
        {
            copy.Dispose();
        }
    }

    private void CopyAll(Action<(Tensor Parameter, Tensor Copy)> copy)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Array.ForEach(_pairs, copy);
    }
}
