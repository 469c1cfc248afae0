using MPI;

namespace Gmm.Cluster;

/// <summary>Processes that an MPI launcher started. One thread of each talks to the others.</summary>
internal sealed class MpiRanks : IRanks
{
    /// <summary>The launcher passes on what was written. Told to abort, it ends at once, and what it has not read by then is lost.</summary>
    private static readonly TimeSpan ToPassOn = TimeSpan.FromSeconds(0.5);

    private readonly MPI.Environment _environment;
    private readonly Intracommunicator _world;

    public MpiRanks()
    {
        MpiLibrary.Resolve();
        string[] none = [];
        _environment = new(ref none, Threading.Funneled);
        _world = Communicator.world;
    }

    public int Rank => _world.Rank;

    public int Count => _world.Size;

    public void Sum(double[] numbers)
    {
        double[] sums = new double[numbers.Length];
        _world.Allreduce(numbers, Operation<double>.Add, ref sums);
        sums.CopyTo(numbers, 0);
    }

    public byte[] Broadcast(byte[] bytes)
    {
        int[] length = [bytes.Length];
        _world.Broadcast(ref length, 0);
        byte[] received = Rank == 0 ? bytes : new byte[length[0]];
        if (received.Length > 0)
        {
            _world.Broadcast(ref received, 0);
        }

        return received;
    }

    public byte[][] Gather(byte[] bytes)
    {
        // A sum tells all how much each sends: the lengths of the others are 0 in this one's row.
        double[] lengths = new double[Count];
        lengths[Rank] = bytes.Length;
        Sum(lengths);
        int[] counts = Array.ConvertAll(lengths, length => (int)length);
        byte[] all = new byte[Rank == 0 ? counts.Sum() : 0];
        _world.GatherFlattened(bytes, counts, 0, ref all);
        if (Rank != 0)
        {
            return [];
        }

        int start = 0;
        return [.. counts.Select(count => all[start..(start += count)])];
    }

    public void Abort(int exitCode)
    {
        Thread.Sleep(ToPassOn);
        MPI.Environment.Abort(exitCode);
    }

    public void Dispose() => _environment.Dispose();
}
