using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Gmm.Benchmarks;

/// <summary>
/// Benchmarks run in this process: BenchmarkDotNet would otherwise build a project of its own for each, which knows neither
/// the flat lib/bin nor where libtorch is loaded from.
/// </summary>
internal sealed class KernelConfig : ManualConfig
{
    public KernelConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithMinWarmupCount(3)
            .WithMaxWarmupCount(6)
            .WithIterationCount(10)
            .WithIterationTime(TimeInterval.FromMilliseconds(150)));
        AddDiagnoser(MemoryDiagnoser.Default);
        WithOptions(ConfigOptions.DisableLogFile);
    }
}
