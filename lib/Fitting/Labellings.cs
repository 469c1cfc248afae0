namespace Gmm;

/// <summary>First guesses of which component made which sample, of several kinds: each finds hills that the others miss.</summary>
/// <remarks>
/// The same samples give the same guesses: nothing is drawn from torch's generator. All distances are of samples in standard units
/// or in a component's own, so that guesses do not depend on the data's.
/// </remarks>
/// <param name="samples">In standard units.</param>
/// <param name="scaled">The same before their correlations were taken out: clusters that these hide are seen there.</param>
/// <param name="weights">One a sample; null for 1 each.</param>
internal sealed class Labellings(Samples samples, Samples scaled, double[]? weights, CovarianceType type)
{
    private const int MostInTree = 400;

    private readonly Random _random = new(0);
    private Agglomeration? _tree;
    private Samples? _inTree;

    /// <summary>All in one.</summary>
    public int[] Whole() => new int[samples.Count];

    /// <summary>Ward's tree, and clusters of k-means, also in the metric of what they leave.</summary>
    /// <param name="rounds">How often what depends on chance is tried.</param>
    public IEnumerable<int[]> Clusters(int components, int rounds)
    {
        Samples[] metrics = ReferenceEquals(samples, scaled) ? [samples] : [samples, scaled];
        return Enumerable.Range(0, rounds).SelectMany(_ => metrics.SelectMany(metric =>
        {
            int[] clusters = Clusters(metric, components);
            return new[] { clusters, InOwnMetric(clusters, components) };
        })).Prepend(FromTree(components)).DistinctBy(Groups.Name);
    }

    /// <summary>Nearest of K samples by chance.</summary>
    public IEnumerable<int[]> ByChance(int components, int rounds) =>
        Enumerable.Range(0, rounds).Select(_ => Groups.NearestOf(samples, Seeds(samples, components)));

    /// <summary>Each component in turn cut in two: labels of one component more.</summary>
    public IEnumerable<int[]> Splits(GaussianMixture mixture)
    {
        int[] labels = Groups.Likeliest(mixture, samples);
        return Enumerable.Range(0, mixture.Components)
            .SelectMany(k => Enumerable.Range(0, Math.Max(3, 6 / mixture.Components)).Select(i => Split(mixture, labels, k, mixture.Components, i)))
            .OfType<int[]>();
    }

    /// <summary>Two components that overlap joined, and another cut in two.</summary>
    /// <seealso href="https://doi.org/10.1162/089976600300015088">Ueda and others, SMEM algorithm for mixture models, 2000</seealso>
    public IEnumerable<int[]> MergedAndSplit(GaussianMixture mixture, int most)
    {
        double[] shares = new double[samples.Count * mixture.Components];
        mixture.LogDensities(samples, shares);
        int[] labels = Groups.Likeliest(mixture, samples);
        var pairs =
            from i in Enumerable.Range(0, mixture.Components)
            from j in Enumerable.Range(0, i)
            orderby Overlap(shares, mixture.Components, i, j) descending
            select (Kept: j, Joined: i);
        return pairs.SelectMany(pair =>
        {
            int[] merged = [.. labels.Select(label => label == pair.Joined ? pair.Kept : label)];
            return Enumerable.Range(0, mixture.Components)
                .Where(k => k != pair.Kept && k != pair.Joined)
                .SelectMany(k => Enumerable.Range(0, 2).Select(i => Split(mixture, merged, k, pair.Joined, i)));
        }).OfType<int[]>().Take(most);
    }

    private static double Overlap(double[] shares, int components, int i, int j)
    {
        var (both, first, second) = (0.0, 0.0, 0.0);
        for (int at = 0; at < shares.Length; at += components)
        {
            both += shares[at + i] * shares[at + j];
            first += shares[at + i] * shares[at + i];
            second += shares[at + j] * shares[at + j];
        }

        return both / Math.Sqrt(Math.Max(first * second, double.Epsilon));
    }

    /// <param name="way">0: by 2-means in the component's own metric; 1: its core and what lies around; else: nearest of two samples by chance.</param>
    /// <returns>Labels with a part of a component's samples in a new one; null where there is nothing to cut.</returns>
    private int[]? Split(GaussianMixture mixture, int[] labels, int component, int added, int way)
    {
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(n => labels[n] == component)];
        if (rows.Length < 4)
        {
            return null;
        }

        var own = samples.At(rows);
        for (int i = 0; i < own.Count; i++)
        {
            mixture.Whiten(component, own.Values.AsSpan(i * own.Features, own.Features));
        }

        int[] halves = way switch
        {
            0 => Clusters(own, 2, weights is null ? null : [.. rows.Select(n => weights[n])]),
            1 => Groups.CoreAndShell(own),
            _ => Groups.NearestOf(own, own.At([_random.Next(rows.Length), _random.Next(rows.Length)]).Values),
        };
        int[] result = [.. labels];
        for (int i = 0; i < rows.Length; i++)
        {
            result[rows[i]] = halves[i] == 0 ? component : added;
        }

        return result;
    }

    private int[] Clusters(Samples of, int components) => Clusters(of, components, weights);

    private int[] Clusters(Samples of, int components, double[]? ofWeights)
    {
        double[] seeds = PlusPlusSeeds.Draw(of, ofWeights, components, count => [.. Enumerable.Range(0, count).Select(_ => _random.NextDouble())]);
        var clusters = new KMeansClusters(of, ofWeights, seeds);
        clusters.Settle();
        return clusters.Labels;
    }

    /// <summary>Elongated clusters look round in the metric of what k-means left within its own: there it finds better ones.</summary>
    private int[] InOwnMetric(int[] labels, int components)
    {
        int features = samples.Features;
        double[] means = Groups.Means(samples, labels, components);
        var within = new Samples([.. samples.Values], samples.Count, features);
        for (int i = 0; i < within.Values.Length; i++)
        {
            within.Values[i] -= means[(labels[i / features] * features) + (i % features)];
        }

        var options = new EmOptions { CovarianceType = type, RegCovar = 0, VarianceFloor = Ascent.Floor };
        var pooled = MixtureStart.FromLabels(within, weights, new int[labels.Length], components: 1, options);
        var turned = new Samples([.. samples.Values], samples.Count, features);
        for (int n = 0; n < turned.Count; n++)
        {
            pooled.Whiten(0, turned.Values.AsSpan(n * features, features));
        }

        var clusters = new KMeansClusters(turned, weights, Groups.Means(turned, labels, components));
        clusters.Settle();
        return clusters.Labels;
    }

    private int[] FromTree(int components)
    {
        if (_tree is null)
        {
            int[] rows = Counted();
            _random.Shuffle(rows);
            _inTree = samples.Count <= MostInTree ? samples : samples.At(rows[..Math.Min(rows.Length, MostInTree)]);
            _tree = new(_inTree);
        }

        int[] labels = _tree.Cut(Math.Min(components, _inTree!.Count));
        return ReferenceEquals(_inTree, samples) ? labels : Groups.NearestOf(samples, Groups.Means(_inTree, labels, components));
    }

    /// <summary>K samples by chance.</summary>
    private double[] Seeds(Samples of, int components)
    {
        int[] rows = Counted();
        _random.Shuffle(rows);
        return of.At([.. Enumerable.Range(0, components).Select(k => rows[k % rows.Length])]).Values;
    }

    private int[] Counted() => [.. Enumerable.Range(0, samples.Count).Where(n => weights is null || weights[n] > 0)];

}
