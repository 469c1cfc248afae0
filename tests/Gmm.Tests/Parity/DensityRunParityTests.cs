using System.Text.Json;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>
/// The article's density loop, 3000 steps from the recorded start on the recorded samples. Oracle: PyTorch's losses and parameters.
/// </summary>
/// <remarks>
/// Two right float32 implementations part by 2e-6 in the loss and 5e-6 in the parameters over these steps, float64 ones by
/// 2e-15: the tolerances stand a factor of five and more above.
/// </remarks>
public class DensityRunParityTests
{
    private static readonly JsonElement Json = Recorded.Open("density_run");

    private static readonly Dictionary<ScalarType, Run> Runs = [];

    [Theory]
    [InlineData(ScalarType.Float32, 5e-6)]
    [InlineData(ScalarType.Float64, 1e-12)]
    public void GradientsAtTheStart_AreTheRecordedOnes(ScalarType dtype, double tolerance)
    {
        using var model = Start(dtype);
        model.NegativeLogLikelihood(Samples(dtype)).mean().backward();

        foreach (var (name, parameter) in model.named_parameters())
        {
            Recorded.Agrees(name, Json.At(Recorded.Key(dtype), "grad_at_start", name), parameter.grad!, tolerance);
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void Losses_AreTheRecordedOnes(ScalarType dtype, double tolerance)
    {
        double[] losses = [.. Json.At("loss_at").Integers().Select(i => RunOf(dtype).Losses[i])];

        Recorded.Agrees("losses", Json.At(Recorded.Key(dtype), "losses"), tensor(losses), tolerance);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 2e-5)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void Parameters_AreTheRecordedOnes(ScalarType dtype, double tolerance)
    {
        foreach (var (step, parameters) in RunOf(dtype).Parameters)
        {
            foreach (var (name, values) in parameters)
            {
                var recorded = Json.At(Recorded.Key(dtype), "params_after", $"{step}", name);
                Recorded.Agrees($"{name} after {step} steps", recorded, values, tolerance);
            }
        }
    }

    private static Tensor Samples(ScalarType dtype) => Json.At("inputs", "x").Input(dtype);

    private static GaussianMixModel Start(ScalarType dtype)
    {
        var model = new GaussianMixModel(nFeatures: 2, nComponents: 4);
        model.to(dtype);
        using var frozen = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            parameter.copy_(Json.At("inputs", "initial", name).Input(dtype));
        }

        return model;
    }

    private static Run RunOf(ScalarType dtype)
    {
        if (!Runs.TryGetValue(dtype, out var run))
        {
            using var model = Start(dtype);
            var snapshots = new Snapshots(model, [1, 10, 100, 1000, 3000]);
            var options = TrainingOptions.Density with { MaxIterations = Json.At("iterations").GetInt32(), PlateauBelow = 0 };
            var history = Trainer.FitDensity(model, Samples(dtype), options, snapshots);
            Runs[dtype] = run = new(history.Losses, snapshots.After);
        }

        return run;
    }

    private sealed record Run(IReadOnlyList<double> Losses, Dictionary<int, Dictionary<string, Tensor>> Parameters);
}
