namespace Gmm;

/// <summary>
/// How much each of several classifiers counts in the average of their posteriors: the held-out labels are to be likely under it. It is a
/// mixture whose components are given, and so expectation-maximisation finds the weights.
/// </summary>
/// <remarks>
/// Few labels would be fitted too closely, by one or two classifiers that happen to complement each other. Hence it starts from
/// weights that follow how well each predicts by itself, and ends long before it converges.
/// </remarks>
/// <seealso href="https://doi.org/10.1214/17-BA1091">Yao et al., Using Stacking to Average Bayesian Predictive Distributions, 2018</seealso>
internal static class PosteriorAverage
{
    private const double Tempering = 0.1; // of each classifier's likelihood at the start: the same samples judge all of them
    private const int Iterations = 100;
    private const double Negligible = 0.03; // of the heaviest
    private const int Most = 32; // each costs as much time and room as one alone

    /// <param name="classifiers">The losses of each on the same held-out samples, the best first.</param>
    /// <returns>A weight for each; 0 for all but the first and the heaviest.</returns>
    public static double[] Weights(IReadOnlyList<PosteriorCalibration> classifiers)
    {
        double[][] own = [.. classifiers.Select(c => Array.ConvertAll(c.Losses, loss => Math.Exp(-loss)))]; // P(own class | x), [classifiers][N]
        int samples = own[0].Length;
        if (samples == 0)
        {
            return [1, .. new double[own.Length - 1]]; // a sample a class: none could be held out
        }

        double[] weights = [.. classifiers.Select(c => Math.Exp(Tempering * samples * (classifiers[0].LogLoss - c.LogLoss)))];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[] shares = new double[weights.Length];
            for (int n = 0; n < samples; n++)
            {
                double total = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    total += weights[k] * own[k][n];
                }

                for (int k = 0; k < weights.Length; k++)
                {
                    shares[k] += weights[k] * own[k][n] / total;
                }
            }

            weights = Array.ConvertAll(shares, share => share / samples);
        }

        double least = Negligible * weights.Max();
        var others = Enumerable.Range(1, weights.Length - 1).Where(k => weights[k] >= least).OrderByDescending(k => weights[k]);
        int[] kept = [0, .. others.Take(Most - 1)];
        return [.. weights.Select((weight, k) => kept.Contains(k) ? weight : 0)];
    }
}
