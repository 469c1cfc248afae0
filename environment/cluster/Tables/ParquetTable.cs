using Parquet;
using Parquet.Schema;

namespace Gmm.Cluster;

internal sealed class ParquetTable(string path) : TableWriter(path)
{
    private ParquetWriter? _writer;
    private DataField[] _fields = [];

    public override void Write(IReadOnlyList<Column> columns)
    {
        if (_writer is null)
        {
            _fields = [.. columns.Select(column => new DataField(column.Name, column.Values.GetType().GetElementType()!, isNullable: false))];
            _writer = ParquetWriter.CreateAsync(new ParquetSchema(_fields), File, new ParquetOptions { DictionaryEncodingThreshold = 0 }).GetAwaiter().GetResult();
        }

        using var rows = _writer.CreateRowGroup();
        foreach (var (field, column) in _fields.Zip(columns))
        {
            var written = column.Values switch
            {
                float[] values => rows.WriteAsync<float>(field, values.AsMemory()),
                double[] values => rows.WriteAsync<double>(field, values.AsMemory()),
                long[] values => rows.WriteAsync<long>(field, values.AsMemory()),
                _ => rows.WriteAsync(field, (string[])column.Values),
            };
            written.GetAwaiter().GetResult();
        }
    }

    protected override void Finish() => _writer?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
