namespace Gmm;

/// <summary>One batch of a stream: what an E step over it needs is made when first asked for, and lives as long as the batch.</summary>
/// <param name="id">Tells it from other batches, whoever reads it.</param>
/// <param name="groups">The samples of each group, [G]; null where there are none.</param>
internal sealed class StreamBatch(ulong id, Samples?[] groups)
{
    private readonly IExpectation?[] _axisAligned = new IExpectation?[groups.Length];
    private readonly IExpectation?[] _matrix = new IExpectation?[groups.Length];

    public ulong Id => id;

    public Samples? Of(int group) => groups[group];

    /// <summary>The E step over one group's samples; null where there are none.</summary>
    public IExpectation? Expectation(int group, CovarianceType type)
    {
        if (groups[group] is not { } samples)
        {
            return null;
        }

        var made = type.Covariance().IsAxisAligned ? _axisAligned : _matrix;
        return made[group] ??= EmRuns.Expectation(samples, weights: null, type);
    }
}
