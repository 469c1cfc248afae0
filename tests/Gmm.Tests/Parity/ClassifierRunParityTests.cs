using System.Text.Json;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>
/// The article's classifier loop from the recorded start on the recorded samples. Oracle: PyTorch's logits, gradients,
/// losses and parameters, as long as two right implementations stay together; after that, what comes out.
/// </summary>
/// <remarks>
/// The loop is chaotic once components die under relu. Two right float32 implementations agree to 5e-7 for 150 steps and
/// part by 0.016 within 200; float64 ones agree to 8e-12 for 200 steps. After 4000, losses differ by up to 0.013 and one
/// prediction in twenty by dtype alone.
/// </remarks>
public class ClassifierRunParityTests
{
    private static readonly JsonElement Json = Recorded.Open("classifier_run");

    private static readonly int[] Components = Json.At("cluster_counts").Integers();

    [Theory]
    [InlineData(ScalarType.Float32, 5e-6)]
    [InlineData(ScalarType.Float64, 1e-12)]
    public void LogitsAtTheStart_AreTheRecordedOnes(ScalarType dtype, double tolerance)
    {
        using var model = Start(dtype);
        var logits = model.forward(Json.At("inputs", "features_valid").Input(dtype)[..32], returnLogits: true);

        Recorded.Agrees("logits", Json.At(Recorded.Key(dtype), "initial_logits_valid_first32"), logits, tolerance);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 5e-6)]
    [InlineData(ScalarType.Float64, 1e-12)]
    public void GradientsAtTheStart_AreTheRecordedOnes(ScalarType dtype, double tolerance)
    {
        using var model = Start(dtype);
        var logits = model.forward(Samples(dtype), returnLogits: true);
        nn.functional.cross_entropy(logits, Labels()).backward();

        var gradients = model.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!);
        AssertAgree(Json.At(Recorded.Key(dtype), "grad_at_start"), gradients, tolerance, "at the start");
    }

    [Theory]
    [InlineData(ScalarType.Float32, 150, 1e-5, Computation.Fused)]
    [InlineData(ScalarType.Float64, 250, 1e-9, Computation.Fused)]
    [InlineData(ScalarType.Float32, 150, 1e-5, Computation.Batched)]
    [InlineData(ScalarType.Float64, 250, 1e-9, Computation.Batched)]
    [InlineData(ScalarType.Float32, 150, 1e-5, Computation.Plain)]
    [InlineData(ScalarType.Float64, 250, 1e-9, Computation.Plain)]
    public void Losses_AreTheRecordedOnes_AsLongAsTheyCanBe(ScalarType dtype, int steps, double tolerance, Computation computation)
    {
        using var model = Start(dtype);
        model.Computation = computation;
        var history = Fit(model, dtype, steps + 1);

        int[] at = Json.At("loss_at").Integers();
        var recorded = Json.At(Recorded.Key(dtype), "losses");
        foreach (var (index, step) in at.Index().TakeWhile(loss => loss.Item <= steps))
        {
            Recorded.Agrees($"loss at step {step}", recorded[index], tensor(history.Losses[step]), tolerance);
        }
    }

    /// <summary>Adam divides by the gradient's size, so a parameter's error is larger than the loss's: 2e-6 and 4e-15 by step 100.</summary>
    [Theory]
    [InlineData(ScalarType.Float32, 2e-5)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void ParametersOfTheFirst100Steps_AreTheRecordedOnes(ScalarType dtype, double tolerance)
    {
        using var model = Start(dtype);
        var snapshots = new Snapshots(model, [1, 10, 100]);
        Fit(model, dtype, 100, snapshots);

        foreach (var (step, parameters) in snapshots.After)
        {
            AssertAgree(Json.At(Recorded.Key(dtype), "params_after", $"{step}"), parameters, tolerance, $"after {step} steps");
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [Trait("Category", "Long")]
    public void Outcome_After4000Steps_IsTheRecordedOne(ScalarType dtype)
    {
        using var model = Start(dtype);
        var history = Fit(model, dtype, 4000);
        var labels = tensor(Json.At("inputs", "targets_valid").Integers()).to(int64);
        var predicted = model.forward(Json.At("inputs", "features_valid").Input(dtype));
        double accuracy = 100 * new ConfusionMatrix(labels, predicted, Components.Length).Accuracy;

        var recorded = Json.At(Recorded.Key(dtype));
        Assert.Equal(recorded.At("accuracy_percent").GetDouble(), accuracy, 2.0);
        Assert.Equal(recorded.At("losses").EnumerateArray().Last().GetDouble(), history.Losses[3999], 0.03);
    }

    private static Tensor Samples(ScalarType dtype) => Json.At("inputs", "features").Input(dtype);

    /// <summary>Recorded as runs: class and how many in a row.</summary>
    private static Tensor Labels() => cat(Json.At("inputs", "targets_runs").EnumerateArray()
        .Select(run => full(run[1].GetInt64(), run[0].GetInt64(), dtype: int64)).ToArray());

    private static GmmClassifier Start(ScalarType dtype)
    {
        var model = new GmmClassifier(nFeatures: 2, Components.Length, Components);
        model.to(dtype);
        using var frozen = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            for (int c = 0; c < Components.Length; c++)
            {
                Own(parameter, c).copy_(Json.At("inputs", "initial", $"class_models.{c}.{name}").Input(dtype));
            }
        }

        return model;
    }

    private static TrainingHistory Fit(GmmClassifier model, ScalarType dtype, int steps, IProgress<TrainingProgress>? progress = null) =>
        Trainer.FitClassifier(model, new LabelledSamples(Samples(dtype), Labels()), TrainingOptions.Classifier with { MaxIterations = steps }, progress);

    /// <summary>PyTorch's model has a module of its own for each class; ours has all of them in one block, a row a component.</summary>
    private static Tensor Own(Tensor parameter, int c) => parameter.narrow(0, Components[..c].Sum(), Components[c]);

    private static void AssertAgree(JsonElement recorded, Dictionary<string, Tensor> values, double tolerance, string when)
    {
        Assert.Equal(["blend_weight", "means", "stdevs"], values.Keys.Order());
        foreach (var (name, value) in values)
        {
            for (int c = 0; c < Components.Length; c++)
            {
                Recorded.Agrees($"{name} of class {c} {when}", recorded.At($"class_models.{c}.{name}"), Own(value, c), tolerance);
            }
        }
    }
}
