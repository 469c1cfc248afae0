namespace Gmm.Cluster;

/// <summary>One file of samples.</summary>
/// <param name="Index">Its place among all, by name.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record Shard(int Index, string Path, long Bytes);
