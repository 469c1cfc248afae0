namespace Gmm.Cluster;

/// <summary>Which columns are read.</summary>
/// <param name="Features">Those of numbers, [D].</param>
/// <param name="Label">That of the class, where there is one.</param>
internal sealed record ColumnNames(IReadOnlyList<string> Features, string? Label);
