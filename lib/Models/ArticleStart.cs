using static TorchSharp.torch;

namespace Gmm;

/// <summary>The article's random start: weights 1, means randn·s, standard deviations rand·s with s = √(6 / D).</summary>
internal static class ArticleStart
{
    /// <summary>s of D features.</summary>
    public static double Scale(int features) => Math.Sqrt(6.0 / features);

    /// <summary>Raw parameters of K components, drawn from torch's generator.</summary>
    public static ComponentTensors Draw(int features, int components, Parametrisation parametrisation)
    {
        double scale = Scale(features);
        var (weights, means, stdevs) =
            (ones(components), randn(components, features).mul_(scale), rand(components, features).mul_(scale));
        (weights, stdevs) = ComponentParameters.Of(parametrisation).Inverse(weights, stdevs);
        return new(weights, means, stdevs);
    }
}
