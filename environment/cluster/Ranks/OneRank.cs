namespace Gmm.Cluster;

/// <summary>A program that was started by itself. No MPI is needed, and none is loaded.</summary>
internal sealed class OneRank : IRanks
{
    public int Rank => 0;

    public int Count => 1;

    public void Sum(double[] numbers)
    {
    }

    public byte[] Broadcast(byte[] bytes) => bytes;

    public byte[][] Gather(byte[] bytes) => [bytes];

    public void Abort(int exitCode)
    {
    }

    public void Dispose()
    {
    }
}
