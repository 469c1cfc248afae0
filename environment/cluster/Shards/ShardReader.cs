namespace Gmm.Cluster;

/// <summary>A kind of file. It is read in row groups, of which no more are in memory than are at work.</summary>
internal abstract class ShardReader
{
    /// <summary>Rows at a time, of a file that has no groups of its own.</summary>
    protected const int BlockRows = 1 << 16;

    /// <exception cref="ShardException">No kind of file has such a name.</exception>
    public static ShardReader For(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".parquet" => new ParquetShard(),
        ".csv" => new CsvShard(),
        ".arrow" or ".feather" or ".ipc" => new ArrowShard(),
        _ => throw new ShardException(path, "expected a name that ends in .parquet, .csv, .arrow or .feather."),
    };

    /// <summary>Names of all columns that hold numbers.</summary>
    /// <exception cref="ShardException">It is not such a file.</exception>
    public string[] NumberColumns(string path) => Guarded(path, () => ReadNumberColumns(path));

    /// <summary>The blocks of a shard, in order, each with a way to load it, which may run on another thread.</summary>
    /// <exception cref="ShardException">It is not such a file, or a column is not there or not of numbers.</exception>
    public IEnumerable<Func<RowBlock>> Blocks(string path, ColumnNames columns)
    {
        using var blocks = Guarded(path, () => Read(path, columns).GetEnumerator());
        while (Guarded(path, blocks.MoveNext))
        {
            var load = blocks.Current;
            yield return () => Guarded(path, load);
        }
    }

    protected abstract string[] ReadNumberColumns(string path);

    protected abstract IEnumerable<Func<RowBlock>> Read(string path, ColumnNames columns);

    protected static ShardException NoColumn(string path, string name, IEnumerable<string> names) =>
        new(path, $"there is no column \"{name}\". Columns: {string.Join(", ", names)}.");

    protected static ShardException NoNumbers(string path, string name, string type) =>
        new(path, $"column \"{name}\" holds {type}: expected float or double.");

    /// <summary>What goes wrong in a library that reads names no file: this does.</summary>
    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not ShardException and not OutOfMemoryException)
        {
            throw new ShardException(path, $"cannot be read: {error.Message}", error);
        }
    }
}
