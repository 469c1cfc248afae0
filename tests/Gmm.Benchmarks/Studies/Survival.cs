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
    public static int Run(int seeds)
    {
        var (dead, flawed, components, least) = (0, 0, 0, double.PositiveInfinity);
        for (int seed = 0; seed < seeds; seed++)
        {
            using var scope = NewDisposeScope();
            manual_seed(seed);
            var samples = OverlappingClasses.Draw(OverlappingClasses.DrawClusterCounts()).Samples;
            foreach (var mixture in GenerativeClassifier.Fit(samples.Features, samples.Labels).Mixtures)
            {
                components += mixture.Components;
                double share = mixture.Weights.Min() * 2000;
                least = Math.Min(least, share);
                dead += mixture.Weights.Count(weight => weight * 2000 < 1);
                flawed += mixture.Means.Cast<double>().Concat(mixture.Stdevs.Cast<double>()).Any(v => !double.IsFinite(v)) ? 1 : 0;
            }

            if (seed % 50 == 49)
            {
                Console.Error.WriteLine($"{seed + 1} seeds");
            }
        }

        var table = new MarkdownTable("seeds", "components", "dead (below 1 sample)", "smallest, samples", "mixtures not finite");
        table.Add($"{seeds}", $"{components}", $"{dead}", least.ToString("0.0", CultureInfo.InvariantCulture), $"{flawed}");
        table.Print();
        return dead + flawed == 0 ? 0 : 1;
    }
}
