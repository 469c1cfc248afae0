namespace Gmm;

/// <summary>
/// Ward's tree of the samples: begin with each alone, and join the two groups whose union adds least to the squared distances from
/// their means. One tree, cut where there are K groups, starts a fit of any K.
/// </summary>
/// <remarks>Of many samples, a few hundred build the tree. Found by following nearest neighbours until two are each other's.</remarks>
/// <seealso href="https://arxiv.org/abs/1109.2378">Müllner, Modern hierarchical, agglomerative clustering algorithms, 2011</seealso>
internal sealed class Agglomeration
{
    private readonly int _count;
    private readonly List<(int Kept, int Joined, double Height)> _joins = [];

    /// <param name="samples">As many as memory holds the square of.</param>
    public Agglomeration(Samples samples)
    {
        _count = samples.Count;
        double[] squared = new double[_count * _count];
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                squared[(i * _count) + j] = squared[(j * _count) + i] = KMeansClusters.SquaredDistance(samples.Row(i), samples.Row(j));
            }
        }

        Join(squared);
        _joins.Sort((a, b) => a.Height.CompareTo(b.Height));
    }

    /// <summary>The group of each sample, 0..K-1, when there are K groups.</summary>
    public int[] Cut(int groups)
    {
        int[] parent = [.. Enumerable.Range(0, _count)];
        int Root(int i) => parent[i] == i ? i : parent[i] = Root(parent[i]);
        foreach (var (kept, joined, _) in _joins.Take(_count - groups))
        {
            parent[Root(joined)] = Root(kept);
        }

        var numbers = new Dictionary<int, int>();
        int[] labels = new int[_count];
        for (int i = 0; i < _count; i++)
        {
            numbers.TryAdd(Root(i), numbers.Count);
            labels[i] = numbers[Root(i)];
        }

        return labels;
    }

    private void Join(double[] squared)
    {
        int[] sizes = [.. Enumerable.Repeat(1, _count)];
        var chain = new List<int>();
        while (_joins.Count < _count - 1)
        {
            if (chain.Count == 0)
            {
                chain.Add(Array.FindIndex(sizes, size => size > 0));
            }

            int last = chain[^1];
            int before = chain.Count > 1 ? chain[^2] : -1;
            int nearest = Nearest(squared.AsSpan(last * _count, _count), sizes, last, before);
            if (nearest != before)
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            _joins.Add((nearest, last, squared[(last * _count) + nearest]));
            Unite(squared, sizes, nearest, last);
        }
    }

    /// <returns>The group nearest to one; of several, the one before it in the chain.</returns>
    private static int Nearest(ReadOnlySpan<double> squared, int[] sizes, int own, int before)
    {
        var (nearest, least) = (before, before < 0 ? double.PositiveInfinity : squared[before]);
        for (int other = 0; other < sizes.Length; other++)
        {
            if (sizes[other] > 0 && other != own && (squared[other] < least || nearest < 0))
            {
                (nearest, least) = (other, squared[other]);
            }
        }

        return nearest;
    }

    /// <summary>Ward's distances of the union of two groups from all others, by Lance and Williams.</summary>
    private void Unite(double[] squared, int[] sizes, int kept, int joined)
    {
        double between = squared[(kept * _count) + joined];
        for (int other = 0; other < _count; other++)
        {
            if (sizes[other] > 0 && other != kept && other != joined)
            {
                double sum = ((sizes[kept] + sizes[other]) * squared[(kept * _count) + other])
                    + ((sizes[joined] + sizes[other]) * squared[(joined * _count) + other])
                    - (sizes[other] * between);
                squared[(kept * _count) + other] = squared[(other * _count) + kept] = sum / (sizes[kept] + sizes[joined] + sizes[other]);
            }
        }

        (sizes[kept], sizes[joined]) = (sizes[kept] + sizes[joined], 0);
    }
}
