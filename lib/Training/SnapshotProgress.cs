namespace Gmm;

/// <summary>Keeps copies of a model's parameters while it is trained, to look at how it got where it is.</summary>
/// <remarks>The first copy is taken when this is made, of the start. On a GPU progress is told in bursts, after the last step of each:
/// train on the CPU to see every step.</remarks>
public sealed class SnapshotProgress : IProgress<TrainingProgress>
{
    private readonly MixtureModel _model;
    private readonly int _every;
    private readonly List<ModelSnapshot> _snapshots;

    /// <param name="model">The model that will be trained.</param>
    /// <param name="every">Iterations between two copies.</param>
    /// <exception cref="ArgumentOutOfRangeException">every is below 1.</exception>
    public SnapshotProgress(MixtureModel model, int every = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        (_model, _every) = (model, every);
        _snapshots = [new(model, iteration: 0)];
    }

    /// <summary>The copies in order. With every iteration kept, the one at index i is that after i steps.</summary>
    public IReadOnlyList<ModelSnapshot> Snapshots => _snapshots;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Iteration % _every == 0)
        {
            _snapshots.Add(new(_model, value.Iteration));
        }
    }
}
