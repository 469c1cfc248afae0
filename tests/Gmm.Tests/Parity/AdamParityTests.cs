using System.Numerics;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>
/// TorchSharp's Adam and the library's own, which training uses, move parameters as PyTorch's does: 50 steps on given
/// gradients, of sizes from 0 to 49. Oracle: PyTorch's parameters after each step.
/// </summary>
/// <remarks>
/// A step rounds each parameter about once, by half a unit in the last place: 6e-8 in float32, 1.1e-16 in float64. 50 roundings
/// that do not conspire stay below 1e-6 and 1e-14.
/// </remarks>
public class AdamParityTests
{
    [Theory]
    [InlineData(5e-4, ScalarType.Float32, 1e-6)]
    [InlineData(3e-2, ScalarType.Float32, 1e-6)]
    [InlineData(5e-4, ScalarType.Float64, 1e-14)]
    [InlineData(3e-2, ScalarType.Float64, 1e-14)]
    public void Steps_AreTheRecordedOnes(double learningRate, ScalarType dtype, double tolerance)
    {
        var json = Recorded.Open("adam_reference");
        var run = json.At("runs").EnumerateArray().Single(r => r.At("lr").GetDouble() == learningRate);
        using var parameter = new Parameter(json.At("inputs", "p0").Input(dtype));
        using var optimizer = optim.Adam([parameter], learningRate);

        foreach (var (step, gradient) in json.At("inputs", "grads").EnumerateArray().Index())
        {
            optimizer.zero_grad();
            (parameter * gradient.Input(dtype)).sum().backward();
            optimizer.step();
            var recorded = run.At($"params_after_each_step_{Recorded.Key(dtype)}")[step];
            Recorded.Agrees($"parameters after {step + 1} steps", recorded, parameter, tolerance);
        }
    }

    [Theory]
    [InlineData(5e-4, 1e-6)]
    [InlineData(3e-2, 1e-6)]
    public void OwnSteps_InFloat_AreTheRecordedOnes(double learningRate, double tolerance) =>
        OwnSteps<float>(learningRate, ScalarType.Float32, tolerance);

    [Theory]
    [InlineData(5e-4, 1e-14)]
    [InlineData(3e-2, 1e-14)]
    public void OwnSteps_InDouble_AreTheRecordedOnes(double learningRate, double tolerance) =>
        OwnSteps<double>(learningRate, ScalarType.Float64, tolerance);

    private static void OwnSteps<T>(double learningRate, ScalarType dtype, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var json = Recorded.Open("adam_reference");
        var run = json.At("runs").EnumerateArray().Single(r => r.At("lr").GetDouble() == learningRate);
        T[] parameters = [.. json.At("inputs", "p0").Input(dtype).data<T>()];
        var adam = new Adam<T>(parameters.Length);

        foreach (var (step, gradient) in json.At("inputs", "grads").EnumerateArray().Index())
        {
            adam.Step(parameters, [.. gradient.Input(ScalarType.Float64).data<double>()], learningRate);
            var recorded = run.At($"params_after_each_step_{Recorded.Key(dtype)}")[step];
            Recorded.Agrees($"parameters after {step + 1} steps", recorded, tensor(Array.ConvertAll(parameters, double.CreateChecked)), tolerance);
        }
    }
}
