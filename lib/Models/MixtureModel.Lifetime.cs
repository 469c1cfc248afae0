using static TorchSharp.torch;

namespace Gmm;

/// <content>How long the parameters live: threads may predict while another one disposes the model.</content>
public abstract partial class MixtureModel
{
    private readonly Lifetime _life = new();
    private bool _disposed;

    /// <summary>Keeps the parameters from being freed until the result is disposed, whatever other threads do.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    private protected IDisposable Use() => _life.Use(this);

    /// <summary>The same, once x can be evaluated: right in shape, dtype and device, finite, and the parameters are mixtures.</summary>
    /// <exception cref="ArgumentException">x is not.</exception>
    /// <exception cref="InvalidOperationException">The parameters are not.</exception>
    private protected IDisposable Use(Tensor x)
    {
        using var check = Use();
        Require.Samples(x, Features, Means);
        Require.Finite(x);
        RequireSound();
        return Use();
    }

    /// <summary>Frees the parameters, once no other thread predicts with them: what such a thread has begun ends as if nothing were.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _life.End())
        {
            Layout.Dispose();
        }

        _disposed = true;
        base.Dispose(disposing);
    }
}
