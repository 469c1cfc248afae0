using BenchmarkDotNet.Attributes;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>Log-density of a mixture and its gradient, forward and backward, by each path on one thread.</summary>
[Config(typeof(KernelConfig))]
public class LogDensityBenchmarks : IDisposable
{
    private GaussianMixModel _model = null!;
    private Tensor _samples = null!;

    [ParamsSource(nameof(Sizes))]
    public Shape Size { get; set; }

    [Params(ScalarType.Float32, ScalarType.Float64)]
    public ScalarType Dtype { get; set; }

    public static IEnumerable<Shape> Sizes => Shape.All;

    [GlobalSetup]
    public void Setup()
    {
        set_num_threads(1);
        manual_seed(1);
        _model = new GaussianMixModel(Size.D, Size.K);
        _model.to(Dtype);
        _samples = randn(Size.N, Size.D, dtype: Dtype);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _model?.Dispose();
        _samples?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void Plain() => ForwardAndBackward(Computation.Plain);

    [Benchmark]
    public void Batched() => ForwardAndBackward(Computation.Batched);

    [Benchmark]
    public void Fused() => ForwardAndBackward(Computation.Fused);

    private void ForwardAndBackward(Computation computation)
    {
        using var scope = NewDisposeScope();
        _model.zero_grad();
        _model.Computation = computation;
        _model.forward(_samples).mean().backward();
    }
}
