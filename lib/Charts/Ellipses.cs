using static TorchSharp.torch;

namespace Gmm;

/// <summary>A mixture of Gaussians to draw: an ellipse at two standard deviations around each mean.</summary>
/// <remarks>Two standard deviations hold 86 % of a two-dimensional Gaussian: what the eye takes for its extent. A component whose
/// weight is under 1 % of the sum is drawn dotted and faint: it is part of the model, but hardly of the density. The numbers are
/// copied out of the tensors when this is made: a model may train on, and a scope end, before it is drawn.</remarks>
public sealed record Ellipses
{
    /// <summary>Axis-aligned components.</summary>
    /// <param name="name">What the legend calls the mixture, such as "learned".</param>
    /// <param name="means">Means, [K, 2].</param>
    /// <param name="stdevs">Standard deviations, [K, 2]; their signs are ignored, as the model ignores them.</param>
    /// <param name="weights">Weights of any scale, [K], negative ones counting as zero as in the model; none: all equal.</param>
    /// <exception cref="ArgumentException">A shape is wrong or a number not finite.</exception>
    public Ellipses(string name, Tensor means, Tensor stdevs, Tensor? weights = null)
    {
        Name = name;
        var (centres, spreads) = (Points.Of(means, $"{name} {nameof(means)}"), Points.Of(stdevs, $"{name} {nameof(stdevs)}"));
        if (spreads.Count != centres.Count)
        {
            throw new ArgumentException(
                $"{name} {nameof(stdevs)} has {spreads.Count} rows: expected {centres.Count}, one for each mean.", nameof(stdevs));
        }

        var shares = Shares(name, weights, centres.Count);
        Components = [.. shares.Select((share, k) =>
            new Ellipse(centres.X[k], centres.Y[k], Math.Abs(spreads.X[k]), Math.Abs(spreads.Y[k]), 0, share))];
    }

    private Ellipses(string name, Ellipse[] components) => (Name, Components) = (name, components);

    public string Name { get; init; }

    internal Ellipse[] Components { get; }

    /// <summary>The components of a fitted mixture, whatever its covariance type.</summary>
    /// <param name="name">What the legend calls the mixture, such as "learned".</param>
    /// <param name="mixture">Of two features.</param>
    /// <exception cref="ArgumentException">The mixture has another number of features.</exception>
    public static Ellipses Of(string name, GaussianMixture mixture)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        if (mixture.Features != 2)
        {
            throw new ArgumentException($"{name} is {mixture}: expected 2 features, to be drawn in the plane.", nameof(mixture));
        }

        var (means, weights) = (mixture.Means, mixture.Weights);
        return new(name, [.. weights.Select((weight, k) =>
        {
            double[,] covariance = mixture.Covariance(k);
            var (stdevX, stdevY) = (Math.Sqrt(covariance[0, 0]), Math.Sqrt(covariance[1, 1]));
            return new Ellipse(means[k, 0], means[k, 1], stdevX, stdevY, covariance[0, 1] / (stdevX * stdevY), weight);
        })]);
    }

    private static double[] Shares(string name, Tensor? weights, int count)
    {
        double[] values = weights is null
            ? [.. Enumerable.Repeat(1.0, count)]
            : Array.ConvertAll(Points.Column(weights, count, $"{name} {nameof(weights)}"), w => Math.Max(w, 0));
        var total = Math.Max(values.Sum(), double.Epsilon);
        return Array.ConvertAll(values, w => w / total);
    }
}
