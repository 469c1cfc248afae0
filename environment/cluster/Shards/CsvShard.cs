using nietras.SeparatedValues;

namespace Gmm.Cluster;

/// <summary>Text with a first line of names, and commas, semicolons or tabs between values. Empty is missing.</summary>
internal sealed class CsvShard : ShardReader
{
    /// <summary>By the first row; all, where there is none.</summary>
    protected override string[] ReadNumberColumns(string path)
    {
        using var reader = Sep.Reader().FromFile(path);
        string[] names = [.. reader.Header.ColNames];
        foreach (var row in reader)
        {
            var numbers = new List<string>();
            foreach (string name in names)
            {
                if (row[name].TryParse<double>() is not null)
                {
                    numbers.Add(name);
                }
            }

            return [.. numbers];
        }

        return names;
    }

    protected override IEnumerable<Func<RowBlock>> Read(string path, ColumnNames columns)
    {
        using var reader = Sep.Reader().FromFile(path);
        int[] features = [.. columns.Features.Select(Index)];
        int? label = columns.Label is { } name ? Index(name) : null;
        var block = new Block(0, features.Length, label is not null);
        while (reader.MoveNext())
        {
            Add(reader.Current, block);
            if (block.Count == BlockRows)
            {
                var full = block.ToRows();
                yield return () => full;
                block = new(full.First + full.Count, features.Length, label is not null);
            }
        }

        if (block.Count > 0)
        {
            yield return block.ToRows;
        }

        int Index(string name) => reader.Header.TryIndexOf(name, out int index) ? index : throw NoColumn(path, name, reader.Header.ColNames);

        void Add(SepReader.Row row, Block to)
        {
            foreach (int feature in features)
            {
                var col = row[feature];
                to.Values.Add(col.TryParse<double>() ?? (col.Span.Trim().IsEmpty ? double.NaN : throw new ShardException(
                    path, $"row {to.First + to.Count}, column \"{reader.Header.ColNames[feature]}\" is \"{col}\": expected a number.")));
            }

            to.Add(label is { } l ? row[l].ToString() : null);
        }
    }

    private sealed class Block(long first, int features, bool labelled)
    {
        private readonly List<string?> _labels = [];

        public long First => first;

        public int Count { get; private set; }

        public List<double> Values { get; } = new(features * 1024);

        public void Add(string? label)
        {
            Count++;
            if (labelled)
            {
                _labels.Add(string.IsNullOrEmpty(label) ? null : string.Intern(label));
            }
        }

        public RowBlock ToRows() => new(first, Count, [.. Values], labelled ? [.. _labels] : null);
    }
}
