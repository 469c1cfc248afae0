using System.Text.Json;
using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmm.Tests.Invariants;

/// <summary>A mixture and samples in plain numbers, to generate, rearrange and print: K components, N samples, D features.</summary>
internal sealed record Mixture(double[] Weights, double[][] Means, double[][] Stdevs, double[][] Samples)
{
    public int Components => Weights.Length;

    public int Features => Means[0].Length;

    /// <summary>Mixtures without corners: weights and standard deviations are away from 0, where relu and abs bend.</summary>
    public static Gen<Mixture> Any(int mostFeatures = 4, int mostComponents = 6, int mostSamples = 20) =>
        from features in Gen.Int[1, mostFeatures]
        from components in Gen.Int[1, mostComponents]
        from mixture in OfShape(features, components, mostSamples)
        select mixture;

    public static Gen<Mixture> OfShape(int features, int components, int mostSamples = 20) =>
        from weights in Gen.Double[0.1, 2].Array[components]
        from means in Gen.Double[-3, 3].Array[features].Array[components]
        from stdevs in Gen.Double[0.3, 2].Array[features].Array[components]
        from samples in Gen.Double[-4, 4].Array[features].Array[1, mostSamples]
        select new Mixture(weights, means, stdevs, samples);

    /// <summary>Samples, float64, [N, D].</summary>
    public Tensor X() => Rows(Samples);

    public GaussianMixModel Model()
    {
        var model = new GaussianMixModel(Features, Components);
        model.to(float64);
        using var frozen = no_grad();
        model.RawWeights.copy_(tensor(Weights));
        model.Means.copy_(Rows(Means));
        model.RawStandardDeviations.copy_(Rows(Stdevs));
        return model;
    }

    /// <summary>Log-density of each sample, [N].</summary>
    public double[] LogDensities()
    {
        using var scope = NewDisposeScope();
        using var model = Model();
        return [.. model.forward(X()).data<double>()];
    }

    /// <summary>What CsCheck prints of a mixture that breaks an invariant.</summary>
    public override string ToString() => JsonSerializer.Serialize(this);

    internal static Tensor Rows(double[][] rows) => tensor(rows.SelectMany(row => row).ToArray()).reshape(rows.Length, -1);
}
