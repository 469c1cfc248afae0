namespace Gmm;

/// <summary>One batch of a stream: what an E step over it needs is made when first asked for, and lives as long as the batch.</summary>
/// <param name="id">Tells it from other batches, whoever reads it.</param>
/// <param name="groups">The samples of each group, [G]; null where there are none.</param>
internal sealed class StreamBatch(ulong id, Samples?[] groups)
{
    private readonly KernelExpectation?[] _expectations = new KernelExpectation?[groups.Length];

    public ulong Id => id;

    public Samples? Of(int group) => groups[group];

    /// <summary>The E step over one group's samples, on this thread: batches are what threads share. Null where there are none.</summary>
    public SufficientStatistics? Statistics(int group, GaussianMixture mixture) => groups[group] is { } samples
        ? (_expectations[group] ??= new(samples, weights: null)).Run(mixture, threads: 1)
        : null;
}
