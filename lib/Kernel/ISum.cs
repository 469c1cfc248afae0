namespace Gmm;

/// <summary>Sums over some samples that add up to those over more: of a run of tiles, a batch of a stream, a shard on another machine.</summary>
internal interface ISum<T>
    where T : ISum<T>
{
    /// <summary>Adds the sums over other samples.</summary>
    public void Add(T other);

    /// <summary>Back to those over no samples.</summary>
    public void Clear();
}
