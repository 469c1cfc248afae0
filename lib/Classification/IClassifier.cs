using static TorchSharp.torch;

namespace Gmm;

/// <summary>Anything that says how probable each class is, given a sample: fitted or trained, or the true one.</summary>
public interface IClassifier
{
    /// <summary>D, the length of a sample.</summary>
    public int Features { get; }

    /// <summary>C, the number of classes.</summary>
    public int Classes { get; }

    /// <summary>What tables and charts call the classes, [C].</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The most probable class of each sample.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Classes 0..C-1, int64, [N].</returns>
    /// <exception cref="ArgumentException">x is not as the classifier needs it.</exception>
    public Tensor Predict(Tensor x);

    /// <summary>log P(c | x): how probable each class is, given the sample; without gradients.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Log-probabilities in nats, [N, C]; each row's exponentials sum to 1.</returns>
    /// <exception cref="ArgumentException">x is not as the classifier needs it.</exception>
    public Tensor LogPosterior(Tensor x);
}
