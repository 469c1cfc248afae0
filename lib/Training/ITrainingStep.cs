using static TorchSharp.torch;

namespace Gmm;

/// <summary>How one step of gradient descent is taken; <see cref="Trainer"/> decides when to stop.</summary>
/// <remarks>
/// Losses are read back in blocks, because reading a number from a GPU waits until the GPU is done. Each step remembers the
/// parameters that it started from, so that a run can end at any step of a block, or at the one before.
/// </remarks>
internal interface ITrainingStep : IDisposable
{
    /// <summary>Most steps that may be taken before their losses are read.</summary>
    public int Block { get; }

    /// <summary>What the next steps train on.</summary>
    /// <param name="samples">[N, D]; must live until the last of those steps.</param>
    /// <param name="labels">[N]; null for a density.</param>
    public void Use(Tensor samples, Tensor? labels);

    /// <summary>Remembers the parameters, computes their loss and its gradient, and moves them.</summary>
    /// <param name="iteration">Steps taken before this one.</param>
    /// <param name="learningRate">Adam's step size.</param>
    public void Take(int iteration, double learningRate);

    /// <summary>The losses of the last steps, each computed before its step.</summary>
    public double[] Losses(int count);

    /// <summary>Puts the parameters back to those that a step started from: one of the last <see cref="Block"/> + 1.</summary>
    public void Restore(int iteration);
}
