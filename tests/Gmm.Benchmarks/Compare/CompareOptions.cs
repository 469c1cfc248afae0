namespace Gmm.Benchmarks;

/// <summary>How thorough a comparison is.</summary>
/// <param name="Rounds">How often each contestant has its turn.</param>
/// <param name="Quick">A minute to see that all works, rather than a measurement.</param>
/// <param name="Long">Also a million samples.</param>
/// <param name="Python">The interpreter that has PyTorch.</param>
internal sealed record CompareOptions(int Rounds, bool Quick, bool Long, string Python)
{
    /// <summary>What a turn's timed steps should take together.</summary>
    public double TurnMilliseconds { get; init; } = Quick ? 100 : 1500;

    /// <summary>Steps before anything is timed: the compiler's last tier comes late.</summary>
    public int WarmupSteps { get; init; } = Quick ? 5 : 50;

    /// <summary>Timed steps of a turn, however long they take.</summary>
    public int LeastSteps { get; init; } = Quick ? 3 : 10;

    /// <summary>Most iterations of a whole run.</summary>
    public int RunIterations => Quick ? 50 : int.MaxValue;

    /// <summary>Steps over which memory must stay flat.</summary>
    public int LongSteps => Quick ? 10 : 1000;
}
