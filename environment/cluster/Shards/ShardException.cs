namespace Gmm.Cluster;

/// <summary>A file that cannot be read as it should.</summary>
/// <param name="path">Which one.</param>
internal sealed class ShardException(string path, string message, Exception? inner = null) : Exception($"{path}: {message}", inner);
