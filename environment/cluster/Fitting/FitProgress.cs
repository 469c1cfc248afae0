using System.Diagnostics;
using System.Globalization;

namespace Gmm.Cluster;

/// <summary>What rank 0 says while a fit runs: a line that changes on a terminal, lines elsewhere.</summary>
internal sealed class FitProgress(bool speaks)
{
    private static readonly bool OneLine = !Console.IsErrorRedirected;
    private readonly Stopwatch _iteration = new();
    private readonly Stopwatch _said = new();
    private double _samples;

    public void Say(string line)
    {
        if (speaks)
        {
            Console.Error.WriteLine(OneLine ? $"\r{line,-79}" : line);
        }
    }

    public void Begin(Survey survey, ColumnNames columns)
    {
        _samples = survey.Samples;
        string skipped = survey.Skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {survey.Skipped} rows left out");
        string classes = columns.Label is null ? "" : $", {survey.Classes.Length} classes";
        Say(string.Create(CultureInfo.InvariantCulture, $"{_samples:0} samples of {columns.Features.Count} features ({string.Join(", ", columns.Features)}){classes}{skipped}"));
        _iteration.Restart();
    }

    /// <summary>After an iteration. Not on a terminal, one line a second at most, and always the last.</summary>
    public void Step(StreamRuns runs)
    {
        var took = _iteration.Elapsed;
        _iteration.Restart();
        bool last = !runs.Active.Any();
        if (!speaks || !(last || OneLine || !_said.IsRunning || _said.Elapsed > TimeSpan.FromSeconds(1)))
        {
            return;
        }

        _said.Restart();
        var slowest = runs.Active.MaxBy(Change) ?? runs.Runs.MaxBy(run => run.Bounds.Count)!;
        string going = runs.Runs.Count == 1 ? "" : $", {runs.Active.Count()} of {runs.Runs.Count} fits go on";
        string left = last ? "" : Left(slowest) is { } iterations ? $", about {iterations * took.TotalSeconds:0} s left" : "";
        string line = string.Create(
            CultureInfo.InvariantCulture, $"iteration {slowest.Bounds.Count}: bound {slowest.Bounds[^1]:0.000000} nats{going}, {_samples / took.TotalSeconds:0.0e+0} samples/s{left}");
        if (OneLine)
        {
            Console.Error.Write($"\r{line,-79}{(last ? "\n" : "")}");
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }

    public void End(EmRun[] winners, Survey survey)
    {
        foreach (var (c, run) in winners.Index())
        {
            string of = winners.Length == 1 ? "" : $"class {survey.Classes[c]}: ";
            string how = run.Reason == StopReason.Converged ? "" : " Not converged: raise --max-iterations.";
            string flaw = StreamSoundness.Flaw(run) is { } reason ? $" Degenerate: {reason}." : "";
            Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{of}{run.Mixture}: {run.Bounds.Count} iterations, log-likelihood {run.Final!.LogLikelihood / survey.Counts[c]:0.000000} nats a sample.{how}{flaw}"));
        }
    }

    private static double Change(EmRun run) => run.Bounds.Count < 2 ? double.PositiveInfinity : Math.Abs(run.Bounds[^1] - run.Bounds[^2]);

    /// <summary>Iterations to come if the gain goes on to shrink as it did in the last ten.</summary>
    private static double? Left(EmRun run)
    {
        if (run.Bounds.Count < 12)
        {
            return null;
        }

        double now = Change(run);
        double before = Math.Abs(run.Bounds[^11] - run.Bounds[^12]);
        double shrinks = Math.Log(now / before) / 10;
        int most = run.Options.MaxIterations - run.Bounds.Count;
        return shrinks < 0 ? Math.Clamp(Math.Log(run.Options.Tolerance / now) / shrinks, 1, most) : most;
    }
}
