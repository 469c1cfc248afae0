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
    /// <exception cref="ArgumentException">Means or Stdevs is not [K, 2] with K > 0, Weights not [K], or one is NaN.</exception>
    internal Component[] Components()
    {
        var means = Points.Of(Means, $"{Name} {nameof(Means)}");
        var stdevs = Points.Of(Stdevs, $"{Name} {nameof(Stdevs)}");
        if (stdevs.Count != means.Count)
        {
            throw new ArgumentException(
                $"{Name} {nameof(Stdevs)} has {stdevs.Count} rows: expected {means.Count}, one for each mean.", nameof(Stdevs));
        }

        double[] weights = Weights is null
            ? [.. Enumerable.Repeat(1.0, means.Count)]
            : Array.ConvertAll(Points.Column(Weights, means.Count, $"{Name} {nameof(Weights)}"), w => Math.Max(w, 0));
        var total = Math.Max(weights.Sum(), double.Epsilon);
        return [.. Enumerable.Range(0, means.Count).Select(k => new Component(
            means.X[k], means.Y[k], Math.Abs(stdevs.X[k]), Math.Abs(stdevs.Y[k]), Share: weights[k] / total))];
    }

    /// <param name="Share">The weight as a part of the sum, 0..1.</param>
    internal readonly record struct Component(double X, double Y, double StdevX, double StdevY, double Share)
    {
        public bool IsNegligible => Share < 0.01;

        /// <summary>The closed outline at <paramref name="radius"/> standard deviations.</summary>
        public Points Outline(double radius = Radius)
        {
            var (x, y, width, height) = (X, Y, radius * StdevX, radius * StdevY);
            var angles = Enumerable.Range(0, Segments + 1).Select(i => 2 * Math.PI * i / Segments).ToArray();
            return new Points(
                Array.ConvertAll(angles, a => x + width * Math.Cos(a)),
                Array.ConvertAll(angles, a => y + height * Math.Sin(a)));
        }

        public string Description => FormattableString.Invariant(
            $"weight {Share:0.###}<br>mean ({X:0.###}, {Y:0.###})<br>stdev ({StdevX:0.###}, {StdevY:0.###})");
    }
}
