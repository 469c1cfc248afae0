using System.Globalization;
using System.Text.Json;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>
/// After <c>manual_seed(s)</c> TorchSharp draws the float32 tensors that PyTorch draws. Oracle: what PyTorch drew in the
/// article's order. tests/reference/README.md says where this ends.
/// </summary>
/// <remarks>
/// On an x86-64 processor with AVX2 they are the same bits. Elsewhere logarithm and cosine may round differently: the
/// tolerance allows for a few units of float32's last place.
/// </remarks>
public class SameSeedTests
{
    private const double Tolerance = 1e-6;

    private static readonly JsonElement Draws = Recorded.Open("draws");

    public static TheoryData<string, int> Calls => new(
        from call in Draws.At("draws").EnumerateObject()
        from size in call.Value.EnumerateObject()
        select (call.Name, int.Parse(size.Name, CultureInfo.InvariantCulture)));

    /// <summary>From 16 numbers on, normal draws are made in blocks: the sizes lie on both sides of that.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public void OneCall_DrawsWhatPyTorchDraws_AndLeavesTheGeneratorWhereItDoes(string call, int n)
    {
        manual_seed(Draws.At("seed").GetInt64());
        var drawn = call switch
        {
            "rand" => rand(n),
            "randn" => randn(n),
            "randint" => randint(2, 11, n, dtype: int64),
            "randperm" => randperm(n, dtype: int64),
            "normal" => normal(full(n, 0.25f), full(n, 0.75f)),
            "multinomial" => multinomial(tensor(new[] { 0.125f, 0.5f, 0.375f }), n, replacement: true),
            _ => throw new NotSupportedException(call),
        };

        var recorded = Draws.At("draws", call, $"{n}");
        Recorded.Agrees("drawn", recorded.At("drawn"), drawn, Tolerance);
        Recorded.Agrees("next", recorded.At("next"), rand(1), Tolerance);
    }

    [Fact]
    public void DensityExperiment_OfTheSameSeed_IsTheRecordedOne()
    {
        var run = Recorded.Open("density_run");
        manual_seed(run.At("seed").GetInt64());

        using var truth = RandomMixtures.Draw(nComponents: 4);
        var samples = truth.sample(2000);
        _ = rand(4000, 2); // the article's samples for validation
        using var model = new GaussianMixModel(nFeatures: 2, nComponents: 4);

        var components = truth.component_distribution;
        Recorded.Agrees("true weights", run.At("true_distribution", "weights"), truth.mixture_distribution.probs, Tolerance);
        Recorded.Agrees("true means", run.At("true_distribution", "means"), components.mean, Tolerance);
        Recorded.Agrees("true stdevs", run.At("true_distribution", "stdevs"), components.stddev, Tolerance);
        Recorded.Agrees("samples", run.At("inputs", "x"), samples, Tolerance);
        foreach (var (name, parameter) in model.named_parameters())
        {
            Recorded.Agrees($"initial {name}", run.At("inputs", "initial", name), parameter, Tolerance);
        }
    }

    /// <summary>Which samples are held back is drawn by NumPy in the article, so the recorded choice is taken here.</summary>
    [Fact]
    public void ClassifierExperiment_OfTheSameSeed_IsTheRecordedOne()
    {
        var run = Recorded.Open("classifier_run");
        int[] counts = run.At("cluster_counts").Integers();
        manual_seed(run.At("seed").GetInt64());

        var classes = OverlappingClasses.Draw(counts);
        using var model = new GmmClassifier(nFeatures: 2, counts.Length, counts);

        var features = classes.Samples.X;
        var held = run.At("inputs", "valid_idxs").Values().to(int64);
        var isTrain = ones(features.size(0), dtype: @bool);
        isTrain[held] = false;
        Recorded.Agrees("held back", run.At("inputs", "features_valid"), features[held], Tolerance);
        Recorded.Agrees("for training", run.At("inputs", "features"), features[isTrain], Tolerance);
        for (int c = 0, first = 0; c < counts.Length; first += counts[c], c++)
        {
            var truth = classes.Mixtures[c].component_distribution;
            Recorded.Agrees($"true means of class {c}", run.At("true_distribution", $"{c}", "means"), truth.mean, Tolerance);
            Recorded.Agrees($"true stdevs of class {c}", run.At("true_distribution", $"{c}", "stdevs"), truth.stddev, Tolerance);
            foreach (var (name, parameter) in model.named_parameters())
            {
                var initial = run.At("inputs", "initial", $"class_models.{c}.{name}");
                Recorded.Agrees($"initial {name} of class {c}", initial, parameter.narrow(0, first, counts[c]), Tolerance);
            }
        }
    }
}
