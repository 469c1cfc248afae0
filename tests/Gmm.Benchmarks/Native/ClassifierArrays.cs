using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>A classifier and its samples as plain arrays, the way native/step.c takes them: samples [D, N], parameters [M, D].</summary>
internal sealed record ClassifierArrays(
    int N, int Features, int[] Counts, float[] Samples, int[] Labels, float[] Weights, float[] Means, float[] Stdevs)
{
    /// <summary>1 / σ, [M, D].</summary>
    public float[] Inverse { get; } = [.. Stdevs.Select(sigma => 1 / sigma)];

    /// <summary>log π + log N(μ | μ, σ²), [M].</summary>
    public float[] Heights { get; } = [.. Enumerable.Range(0, Weights.Length).Select(m =>
        (float)(Math.Log(Weights[m]) - (0.5 * Features * Math.Log(2 * Math.PI)) - Stdevs[(m * Features)..((m + 1) * Features)].Sum(s => Math.Log(s))))];

    public static ClassifierArrays From(Experiment experiment)
    {
        using var scope = NewDisposeScope();
        var (about, start) = (experiment.About, experiment.Start);
        var shares = cat(start.Weights.split([.. about.Counts.Select(count => (long)count)]).Select(own => own / own.sum()).ToArray());
        return new(
            (int)experiment.Samples.size(0),
            about.Features,
            [.. about.Counts],
            Values(experiment.Samples.t()),
            [.. experiment.Labels!.data<long>().Select(label => (int)label)],
            Values(shares),
            Values(start.Means),
            Values(start.Stdevs));
    }

    private static float[] Values(Tensor tensor) => [.. tensor.contiguous().data<float>()];
}
