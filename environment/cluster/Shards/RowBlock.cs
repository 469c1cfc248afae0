namespace Gmm.Cluster;

/// <summary>Some rows of a shard.</summary>
/// <param name="First">Number of the first one in its file, from 0.</param>
/// <param name="Values">Row-major, [N, D]; NaN where there is none.</param>
/// <param name="Labels">[N], null where there is none; null without a column of labels.</param>
internal sealed record RowBlock(long First, int Count, double[] Values, string?[]? Labels);
