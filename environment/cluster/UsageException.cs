namespace Gmm.Cluster;

/// <summary>What was asked for cannot be done; the message says what could.</summary>
internal sealed class UsageException(string message) : Exception(message);
