namespace Gmm.Benchmarks;

/// <summary>Milliseconds a training step: the contestants take turns, so that what disturbs the machine disturbs all of them.</summary>
internal sealed class StepRace(IReadOnlyList<Contestant> contestants)
{
    private readonly Dictionary<Contestant, List<StepsReply>> _turns = contestants.ToDictionary(c => c, _ => new List<StepsReply>());

    public void Run(CompareOptions options)
    {
        // Not counted: it warms everything up, and says how many steps a turn should have.
        var counts = contestants.ToDictionary(c => c, c => StepsFor(options, c.Ask<StepsReply>($"steps {options.WarmupSteps} {options.WarmupSteps}").Milliseconds));
        for (int round = 0; round < options.Rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                Console.Error.WriteLine($"round {round + 1} of {options.Rounds}: {contestant.Name}, threads: {contestant.Threads}");
                int count = counts[contestant];
                _turns[contestant].Add(contestant.Ask<StepsReply>($"steps {Math.Max(1, count / 5)} {count}"));
            }
        }
    }

    /// <summary>Rows of: contestant, threads, median, range, times as long as this library, peak memory.</summary>
    public void AddTo(MarkdownTable table)
    {
        foreach (var contestant in contestants)
        {
            double[] own = Milliseconds(contestant);
            double ratio = own.Zip(Milliseconds(contestants[0]), (theirs, ours) => theirs / ours).Median();
            table.Add(
                contestant.Name, $"{contestant.Threads}", MarkdownTable.Number(own.Median()), own.Range(), $"{MarkdownTable.Number(ratio)}x",
                $"{_turns[contestant].Max(turn => turn.PeakMib):0}");
        }
    }

    /// <summary>What a contestant answered, turn by turn.</summary>
    public IReadOnlyList<StepsReply> Turns(Contestant contestant) => _turns[contestant];

    /// <summary>Median milliseconds a step of this library.</summary>
    public double Ours => Milliseconds(contestants[0]).Median();

    private double[] Milliseconds(Contestant contestant) => [.. _turns[contestant].Select(turn => turn.Milliseconds)];

    private static int StepsFor(CompareOptions options, double milliseconds) =>
        (int)Math.Clamp(options.TurnMilliseconds / milliseconds, options.LeastSteps, 3000);
}
