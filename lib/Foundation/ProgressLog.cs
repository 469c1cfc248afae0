namespace Gmm;

/// <summary>Keeps all that it is told: every step of a fit or a training, to look at when it is over.</summary>
/// <remarks><see cref="Progress{T}"/> would post its reports to another thread, and they would arrive after the cell.</remarks>
/// <typeparam name="T">What is reported, such as <c>EmStep</c>.</typeparam>
public sealed class ProgressLog<T> : IProgress<T>
{
    private readonly List<T> _values = [];

    /// <summary>What was reported so far, in order.</summary>
    public IReadOnlyList<T> Values => _values;

    /// <inheritdoc/>
    public void Report(T value) => _values.Add(value);
}
