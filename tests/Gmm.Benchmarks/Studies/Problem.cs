using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>One draw of the article's experiment, with what the true mixtures say of its fresh samples.</summary>
/// <param name="Classes">Training samples of each class.</param>
/// <param name="Truth">The true mixture of each class.</param>
/// <param name="Posterior">The true posterior of each class at each fresh sample, [N, C].</param>
internal sealed record Problem(Tensor[] Classes, GaussianMixture[] Truth, LabelledSamples Fresh, Tensor Posterior)
{
    public static Problem Of(Draw draw)
    {
        GaussianMixture[] truth = [.. draw.Data.Mixtures.Select(GaussianMixture.From)];
        Tensor[] classes = [.. Enumerable.Range(0, truth.Length).Select(c => draw.Train.X[draw.Train.Labels.eq(tensor((long)c))])];
        return new(classes, truth, draw.Fresh, Logits(truth, draw.Fresh).softmax(1));
    }

    public Outcome Judge(IReadOnlyList<GaussianMixture> mixtures, double seconds)
    {
        using var scope = NewDisposeScope();
        var best = Posterior.argmax(1);
        var chosen = Logits(mixtures, Fresh).argmax(1);
        return new(
            100 * (Accuracy(best) - Accuracy(chosen)),
            100 * (TrueChance(best) - TrueChance(chosen)),
            mixtures.Zip(Truth).Count(pair => pair.First.Components == pair.Second.Components),
            seconds);
    }

    /// <summary>Log-density under each class's mixture, float64, [N, C]. Classes are of one size: no priors.</summary>
    private static Tensor Logits(IReadOnlyList<GaussianMixture> mixtures, LabelledSamples fresh)
    {
        using var scope = NewDisposeScope();
        var x = fresh.X.to(float64);
        return stack(mixtures.Select(m => m.LogDensity(x)), dim: 1).MoveToOuterDisposeScope();
    }

    private double Accuracy(Tensor classes) => classes.eq(Fresh.Labels).to(float64).mean().item<double>();

    private double TrueChance(Tensor classes) => Posterior.gather(1, classes.unsqueeze(1)).mean().item<double>();
}
