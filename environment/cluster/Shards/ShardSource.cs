namespace Gmm.Cluster;

/// <summary>The rows of one rank's shards, checked.</summary>
/// <param name="shards">In order of their index.</param>
/// <param name="skipBad">Leaves out rows with a value that is missing or not finite, instead of refusing the file.</param>
internal sealed class ShardSource(IReadOnlyList<Shard> shards, ColumnNames columns, bool skipBad)
{
    public IReadOnlyList<Shard> Shards => shards;

    public ColumnNames Columns => columns;

    /// <summary>The blocks of one shard, each with a way to load it.</summary>
    public IEnumerable<Func<RowBlock>> Blocks(Shard shard) => ShardReader.For(shard.Path).Blocks(shard.Path, columns);

    /// <summary>Which rows count.</summary>
    /// <exception cref="ShardException">One does not, and none is to be left out.</exception>
    public int[] Sound(Shard shard, RowBlock block)
    {
        int features = columns.Features.Count;
        int bad = FirstBad(block, features);
        if (bad < 0)
        {
            return [.. Enumerable.Range(0, block.Count)];
        }

        return skipBad
            ? [.. Enumerable.Range(0, block.Count).Where(n => !IsBad(block, features, n))]
            : throw new ShardException(shard.Path, $"row {block.First + bad}, column \"{BadColumn(block, features, bad)}\": no finite number, or no class. --skip-bad leaves such rows out.");
    }

    private static int FirstBad(RowBlock block, int features)
    {
        // The sum is finite if all are: one pass that the processor does quickly, for what nearly always holds.
        double sum = 0;
        foreach (double value in block.Values)
        {
            sum += value - value;
        }

        return sum == 0 && block.Labels is null ? -1
            : Enumerable.Range(0, block.Count).FirstOrDefault(n => IsBad(block, features, n), -1);
    }

    private static bool IsBad(RowBlock block, int features, int n)
    {
        foreach (double value in block.Values.AsSpan(n * features, features))
        {
            if (!double.IsFinite(value))
            {
                return true;
            }
        }

        return block.Labels is { } labels && labels[n] is null;
    }

    private string BadColumn(RowBlock block, int features, int n)
    {
        int d = block.Values.AsSpan(n * features, features).ToArray().ToList().FindIndex(value => !double.IsFinite(value));
        return d >= 0 ? columns.Features[d] : columns.Label!;
    }
}
