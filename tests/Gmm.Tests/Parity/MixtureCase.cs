using System.Text.Json;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>
/// One of the 47 recorded mixtures, its samples and what PyTorch made of them: D from 1 to 16, K from 1 to 12, points far
/// away, σ = 1e-3, weights that are zero, negative, tiny or large.
/// </summary>
internal sealed record MixtureCase(JsonElement Json, ScalarType Dtype)
{
    private static readonly Dictionary<string, JsonElement> Cases =
        Recorded.Open("mixture_log_prob").At("cases").EnumerateArray().ToDictionary(c => c.At("name").GetString()!);

    /// <summary>Every case in both dtypes, by name.</summary>
    public static TheoryData<string, ScalarType> Names() => new(
        from name in Cases.Keys
        from dtype in new[] { float32, float64 }
        select (name, dtype));

    public static IEnumerable<MixtureCase> All(ScalarType dtype) => Cases.Values.Select(json => new MixtureCase(json, dtype));

    public static MixtureCase Of(string name, ScalarType dtype) => new(Cases[name], dtype);

    /// <summary>
    /// What two right implementations stay well within (they differ by 1.2e-6 and 4e-15), relative to max(1, |recorded|).
    /// </summary>
    public double Tolerance => Dtype == float32 ? 5e-6 : 1e-12;

    public int Features => Json.At("D").GetInt32();

    public int Components => Json.At("K").GetInt32();

    public int Count => Json.At("n").GetInt32();

    /// <summary>Samples, [N, D].</summary>
    public Tensor X => Input("x");

    public Tensor Input(string name) => Json.At("inputs", name).Input(Dtype);

    public GaussianMixModel Model()
    {
        var model = new GaussianMixModel(Features, Components);
        model.to(Dtype);
        using var frozen = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            parameter.copy_(Input(name));
        }

        return model;
    }

    /// <summary>What was computed is what PyTorch computed under this name.</summary>
    public void Agrees(string name, Tensor actual) => Recorded.Agrees(name, Json.At(Recorded.Key(Dtype), name), actual, Tolerance);
}
