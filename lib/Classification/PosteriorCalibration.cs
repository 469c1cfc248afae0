namespace Gmm;

/// <summary>
/// What held-out predictions say about a classifier's probabilities. A temperature T above 1 takes back overconfidence, all of it
/// in one number: densities of many features multiply what is not independent. A label noise ε says that one label in so many may
/// be anything, and bounds what a single surprise can cost.
/// </summary>
/// <param name="Temperature">T, 1 or more: log-odds are divided by it.</param>
/// <param name="LabelNoise">ε: the posterior is (1 - ε) of its own and ε of 1/C.</param>
/// <param name="Losses">Log loss of each held-out row after that, in nats.</param>
/// <seealso href="https://proceedings.mlr.press/v70/guo17a.html">Guo et al., On Calibration of Modern Neural Networks, 2017</seealso>
internal sealed record PosteriorCalibration(double Temperature, double LabelNoise, double[] Losses)
{
    private const double HighestTemperature = 64;
    private static readonly double[] Noises = [0, 0.0003, 0.001, 0.003, 0.01, 0.03];

    /// <summary>Their mean, in nats a sample.</summary>
    public double LogLoss { get; } = Losses.Length > 0 ? Losses.Average() : 0;

    /// <summary>The T and ε of the smallest log loss; 1 and 0 where they gain less than the standard error of what they gain.</summary>
    /// <param name="joint">log P(c) + log p_c(x) of each held-out prediction, [M, C].</param>
    /// <param name="labels">Its class, [M].</param>
    public static PosteriorCalibration Fit(double[] joint, int[] labels, StratifiedFolds folds)
    {
        var plain = new PosteriorCalibration(1, 0, folds.ByRow(LossesOf(Posteriors(joint, labels, 1), 0, joint.Length / Math.Max(1, labels.Length))));
        if (labels.Length == 0)
        {
            return plain;
        }

        int classes = joint.Length / labels.Length;
        double best = GoldenSection.Largest(
            0,
            Math.Log(HighestTemperature),
            log =>
            {
                double[] hot = Posteriors(joint, labels, Math.Exp(log)); // once for all noises
                return -Noises.Min(e => LossesOf(hot, e, classes).Average());
            },
            within: 0.02);
        double temperature = Math.Exp(best);
        double[] posteriors = Posteriors(joint, labels, temperature);
        double noise = Noises.MinBy(e => LossesOf(posteriors, e, classes).Average());
        var calibrated = new PosteriorCalibration(temperature, noise, folds.ByRow(LossesOf(posteriors, noise, classes)));
        return calibrated.IsBetterThan(plain) ? calibrated : plain;
    }

    /// <summary>Whether the mean loss is lower, by more than chance explains: the simpler of two stays otherwise.</summary>
    /// <param name="errors">How many standard errors of the difference chance may explain; more where the best of many is compared.</param>
    /// <seealso href="https://doi.org/10.1201/9781315139470">Breiman et al., Classification and Regression Trees, section 3.4.3, 1984</seealso>
    public bool IsBetterThan(PosteriorCalibration simpler, double errors = 1)
    {
        double[] gains = [.. simpler.Losses.Zip(Losses, (a, b) => a - b)];
        double mean = gains.Average();
        double variance = gains.Sum(g => (g - mean) * (g - mean)) / Math.Max(1, gains.Length - 1);
        return mean > errors * Math.Sqrt(variance / gains.Length);
    }

    /// <summary>What each prediction gives its own class, [M].</summary>
    private static double[] Posteriors(double[] joint, int[] labels, double temperature)
    {
        double[] result = new double[labels.Length];
        int classes = joint.Length / Math.Max(1, labels.Length);
        for (int m = 0; m < result.Length; m++)
        {
            var row = joint.AsSpan(m * classes, classes);
            double largest = row[LogSumExp.Largest(row)], total = 0;
            foreach (double log in row)
            {
                total += Math.Exp((log - largest) / temperature);
            }

            result[m] = double.IsFinite(largest) ? Math.Exp((row[labels[m]] - largest) / temperature) / total : 1.0 / classes;
        }

        return result;
    }

    /// <remarks>A probability that is 0 in float64 counts as 1e-15: a loss without bound would hide all others.</remarks>
    private static double[] LossesOf(double[] posteriors, double noise, int classes) =>
        Array.ConvertAll(posteriors, p => -Math.Log(Math.Max(1e-15, ((1 - noise) * p) + (noise / classes))));
}
