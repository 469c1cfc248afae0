namespace Gmm;

/// <summary>Samples put into groups 0..K-1: labels, and what they say.</summary>
internal static class Groups
{
    /// <summary>The likeliest component of each sample.</summary>
    public static int[] Likeliest(GaussianMixture mixture, Samples of)
    {
        double[] shares = new double[of.Count * mixture.Components];
        mixture.LogDensities(of, shares);
        int[] labels = new int[of.Count];
        for (int i = 0; i < shares.Length; i++)
        {
            var (n, k) = (i / mixture.Components, i % mixture.Components);
            labels[n] = shares[i] > shares[(n * mixture.Components) + labels[n]] ? k : labels[n];
        }

        return labels;
    }

    public static int[] NearestOf(Samples of, double[] centres)
    {
        var clusters = new KMeansClusters(of, weights: null, centres);
        clusters.Assign();
        return clusters.Labels;
    }

    /// <summary>The core and what lies around it: two normals of one centre are seen in no other way.</summary>
    public static int[] CoreAndShell(Samples whitened)
    {
        double[] squared = [.. whitened.Values.Chunk(whitened.Features).Select(row => row.Sum(z => z * z))];
        double mean = squared.Average();
        return Array.ConvertAll(squared, s => s > mean ? 1 : 0);
    }

    /// <returns>[K, D].</returns>
    public static double[] Means(Samples of, int[] labels, int components)
    {
        double[] means = new double[components * of.Features];
        int[] sizes = new int[components];
        for (int i = 0; i < of.Values.Length; i++)
        {
            int label = labels[i / of.Features];
            sizes[label] += i % of.Features == 0 ? 1 : 0;
            means[(label * of.Features) + (i % of.Features)] += of.Values[i];
        }

        return [.. means.Select((sum, i) => sum / Math.Max(1, sizes[i / of.Features]))];
    }

    /// <summary>The same for labels that differ only in their numbers.</summary>
    public static string Name(int[] labels)
    {
        var numbers = new Dictionary<int, int>();
        return string.Create(labels.Length, labels, (name, own) =>
        {
            for (int n = 0; n < own.Length; n++)
            {
                numbers.TryAdd(own[n], numbers.Count);
                name[n] = (char)numbers[own[n]];
            }
        });
    }
}
