using static TorchSharp.torch;

namespace Gmm;

/// <summary>A mixture of axis-aligned Gaussians to draw: an ellipse at two standard deviations around each mean.</summary>
/// <remarks>Two standard deviations hold 86 % of a two-dimensional Gaussian: what the eye takes for its extent. A component whose
/// weight is under 1 % of the sum is drawn dotted and faint: it is part of the model, but hardly of the density.</remarks>
/// <param name="Name">What the legend calls it, such as "learned".</param>
/// <param name="Means">Means, [K, 2].</param>
/// <param name="Stdevs">Standard deviations, [K, 2]; their signs are ignored, as the model ignores them.</param>
/// <param name="Weights">Weights of any scale, [K], negative ones counting as zero as in the model; none: all equal.</param>
public sealed record Ellipses(string Name, Tensor Means, Tensor Stdevs, Tensor? Weights = null)
{
    private const double Radius = 2;
    private const int Segments = 60;

    /// <summary>Copies the numbers out of the tensors.</summary>
    /// <exception cref="ArgumentException">Means or Stdevs is not [K, 2] with K > 0, Weights not [K], or one is not finite.</exception>
    internal Component[] Components()
    {
        var means = Points.Of(Means, $"{Name} {nameof(Means)}");
        var stdevs = Points.Of(Stdevs, $"{Name} {nameof(Stdevs)}");
        if (stdevs.Count != means.Count)
        {
            throw new ArgumentException($"{Name} has {means.Count} means and {stdevs.Count} stdevs; each component needs both.", nameof(Stdevs));
        }

        var weights = Weights is null ? [.. means.X.Select(_ => 1.0)] : Points.Column(Weights, means.Count, $"{Name} {nameof(Weights)}");
        var total = weights.Sum(w => Math.Max(w, 0));
        return [.. Enumerable.Range(0, means.Count).Select(k => new Component(
            means.X[k], means.Y[k], Math.Abs(stdevs.X[k]), Math.Abs(stdevs.Y[k]), Share: total > 0 ? Math.Max(weights[k], 0) / total : 0))];
    }

    /// <param name="Share">The weight as a part of the sum, 0..1.</param>
    internal readonly record struct Component(double X, double Y, double StdevX, double StdevY, double Share)
    {
        public bool IsNegligible => Share < 0.01;

        /// <summary>The closed outline at <paramref name="radius"/> standard deviations.</summary>
        public Points Outline(double radius = Radius)
        {
            var (x, y, sx, sy) = (X, Y, radius * StdevX, radius * StdevY);
            var angles = Enumerable.Range(0, Segments + 1).Select(i => 2 * Math.PI * i / Segments).ToArray();
            return new Points(Array.ConvertAll(angles, a => x + sx * Math.Cos(a)), Array.ConvertAll(angles, a => y + sy * Math.Sin(a)));
        }
    }
}
