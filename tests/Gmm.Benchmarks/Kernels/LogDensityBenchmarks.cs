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

    /// <summary>Public for BenchmarkDotNet, which takes it as text: the type behind it is not.</summary>
    [ParamsSource(nameof(Shapes))]
    public string Size { get; set; } = "";

    [Params(ScalarType.Float32, ScalarType.Float64)]
    public ScalarType Dtype { get; set; }

    public static IEnumerable<string> Shapes => Shape.All.Select(shape => shape.ToString());

    [GlobalSetup]
    public void Setup()
    {
        var shape = Shape.All.Single(s => s.ToString() == Size);
        set_num_threads(1);
        manual_seed(1);
        _model = new GaussianMixModel(shape.D, shape.K);
        _model.to(Dtype);
        _samples = randn(shape.N, shape.D, dtype: Dtype);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _model?.Dispose();
        _samples?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void Plain() => ForwardAndBackward(DensityPath.Plain);

    [Benchmark]
    public void Batched() => ForwardAndBackward(DensityPath.Batched);

    [Benchmark]
    public void Fused() => ForwardAndBackward(DensityPath.Fused);

    private void ForwardAndBackward(DensityPath path)
    {
        using var scope = NewDisposeScope();
        _model.zero_grad();
        ForcePath.LogDensity(_model, _samples, path).mean().backward();
    }
}
