namespace Gmm.Cluster;

/// <summary>A column of a table that is written.</summary>
/// <param name="Values">float[], double[], long[] or string[].</param>
internal sealed record Column(string Name, Array Values);
