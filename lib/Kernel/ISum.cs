namespace Gmm;

/// <summary>Sums over some samples, such as a run of tiles, that add up to those over more.</summary>
internal interface ISum<T>
    where T : ISum<T>
{
    /// <summary>Adds the sums over other samples.</summary>
    public void Add(T other);

    /// <summary>Back to those over no samples.</summary>
    public void Clear();
}
