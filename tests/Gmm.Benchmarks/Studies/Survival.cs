using System.Globalization;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>
/// Fits the recipe to many data sets, of random numbers of clusters, and counts components that no sample is left to and numbers
/// that are not finite. There should be none.
/// </summary>
internal static class Survival
{
    /// <returns>0 if nothing died.</returns>
    public static int Run(long first, int seeds)
    {
        var (dead, flawed, components, least) = (0, 0, 0, double.PositiveInfinity);
        for (long seed = first; seed < first + seeds; seed++)
        {
            using var scope = NewDisposeScope();
            manual_seed(seed);
            var samples = OverlappingClasses.Draw(OverlappingClasses.DrawClusterCounts()).Samples;
            var mixtures = BayesClassifier.Search(samples).Mixtures;
            for (int c = 0; c < mixtures.Count; c++)
            {
                // What a component answers for, not its weight: under equal weights that says nothing.
                double[] shares = SamplesOf(mixtures[c], samples.X[samples.Labels.eq(tensor((long)c))]);
                components += shares.Length;
                least = Math.Min(least, shares.Min());
                dead += shares.Count(share => share < 1);
                flawed += mixtures[c].Means.Cast<double>().Concat(mixtures[c].StandardDeviations.Cast<double>()).All(double.IsFinite) ? 0 : 1;
            }

            if ((seed - first) % 50 == 49)
            {
                Console.Error.WriteLine($"{seed - first + 1} seeds");
            }
        }

        var table = new MarkdownTable("seeds", "components", "dead (below 1 sample)", "smallest, samples", "mixtures not finite");
        table.Add($"{first}..{first + seeds - 1}", $"{components}", $"{dead}", least.ToString("0.0", CultureInfo.InvariantCulture), $"{flawed}");
        table.Print();
        return dead + flawed == 0 ? 0 : 1;
    }

    private static double[] SamplesOf(GaussianMixture mixture, Tensor x) =>
        [.. mixture.Probabilities(x.to(float64)).sum(dim: 0).data<double>()];
}
