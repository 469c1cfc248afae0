using System.Diagnostics;

namespace Gmm.Benchmarks;

/// <summary>Processor time of this process: what work costs on one thread, also on a machine that does other things.</summary>
internal readonly struct ProcessorTime
{
    private readonly TimeSpan _start;

    private ProcessorTime(TimeSpan start) => _start = start;

    public double Seconds => (Now - _start).TotalSeconds;

    private static TimeSpan Now
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }

    public static ProcessorTime Start() => new(Now);
}
