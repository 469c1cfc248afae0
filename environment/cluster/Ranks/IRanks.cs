namespace Gmm.Cluster;

/// <summary>The processes that work on one fit. All of them come to each of these calls, in the same order.</summary>
internal interface IRanks : IDisposable
{
    /// <summary>This process, from 0.</summary>
    public int Rank { get; }

    /// <summary>P, how many there are.</summary>
    public int Count { get; }

    /// <summary>Adds up what all have, in place.</summary>
    public void Sum(double[] numbers);

    /// <summary>What rank 0 has, to all.</summary>
    public byte[] Broadcast(byte[] bytes);

    /// <summary>What each has, in order of rank, to rank 0; nothing to the others.</summary>
    public byte[][] Gather(byte[] bytes);

    /// <summary>Ends all of them, whatever they are doing; does not return where there are several.</summary>
    public void Abort(int exitCode);
}
