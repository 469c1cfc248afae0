using System.Globalization;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// Says "I have seen nothing like this": flags samples whose density is lower than nearly all samples it was shown.
/// </summary>
/// <remarks>
/// N samples, D features. It needs a density that was fitted as one. A classifier's probabilities cannot do it: softmax
/// compares classes with each other, and far from all of them one still wins.
/// </remarks>
public sealed class NoveltyDetector
{
    private readonly IDensity _density;

    /// <summary>Puts the threshold where the given share of known samples falls below it.</summary>
    /// <param name="density">What is normal: of a mixture, or the marginal of a <see cref="BayesClassifier"/>.</param>
    /// <param name="known">Normal samples, [N, D]; best not those that the density was fitted to.</param>
    /// <param name="quantile">Share of normal samples to flag by mistake, 0 to 1: the price of the alarm.</param>
    /// <exception cref="ArgumentOutOfRangeException">quantile is not from 0 to 1.</exception>
    /// <exception cref="ArgumentException">known is not as the density needs it.</exception>
    public NoveltyDetector(IDensity density, Tensor known, double quantile = 0.01)
    {
        ArgumentNullException.ThrowIfNull(density);
        if (!(quantile is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "Expected a share from 0 to 1.");
        }

        _density = density;
        Quantile = quantile;
        double[] sorted = [.. Scores(known).Order()];
        Threshold = sorted[(int)Math.Min(quantile * sorted.Length, sorted.Length - 1)];
    }

    /// <summary>The share of normal samples that it was told to flag.</summary>
    public double Quantile { get; }

    /// <summary>Samples of lower log-density are novel; nats.</summary>
    public double Threshold { get; }

    /// <summary>Whether each sample is unlike all that is known.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <returns>True where the log-density is below the threshold, bool, [N].</returns>
    /// <exception cref="ArgumentException">x is not as the density needs it.</exception>
    public Tensor IsNovel(Tensor x)
    {
        using var scope = NewDisposeScope();
        return _density.LogDensity(x).to(ScalarType.Float64).lt(Threshold).MoveToOuterDisposeScope();
    }

    /// <summary>The share of samples that is flagged, 0 to 1.</summary>
    /// <inheritdoc cref="IsNovel"/>
    public double ShareFlagged(Tensor x)
    {
        using var scope = NewDisposeScope();
        return IsNovel(x).to(ScalarType.Float64).mean().item<double>();
    }

    /// <summary>How well the density tells normal from strange samples, whatever the threshold: the area under the ROC curve.</summary>
    /// <remarks>
    /// It is the probability that a normal sample has the higher density of a random pair, ties counted half (the
    /// Mann-Whitney statistic): 1 is perfect, 0.5 is guessing.
    /// </remarks>
    /// <param name="normal">Samples like those known, [N, D].</param>
    /// <param name="strange">Samples of another kind, [N', D].</param>
    /// <exception cref="ArgumentException">A tensor is not as the density needs it.</exception>
    public double Auroc(Tensor normal, Tensor strange)
    {
        double[] low = [.. Scores(strange).Order()];
        double wins = 0;
        foreach (double score in Scores(normal))
        {
            wins += (Below(low, score) + Below(low, Math.BitIncrement(score))) / 2.0;
        }

        return wins / ((double)normal.size(0) * low.Length);
    }

    /// <returns>Threshold and quantile.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Novel: log-density below {Threshold:0.00} nats, as {100 * Quantile:0.##} % of the known samples have");

    private double[] Scores(Tensor x)
    {
        using var scope = NewDisposeScope();
        return _density.LogDensity(x).to(ScalarType.Float64).cpu().data<double>().ToArray();
    }

    /// <summary>How many of the sorted values are below a bound.</summary>
    private static int Below(double[] sorted, double bound)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] < bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
