using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace Gmm.Cluster;

/// <summary>Arrow's file format, also known as Feather 2; without compression.</summary>
internal sealed class ArrowShard : ShardReader
{
    protected override string[] ReadNumberColumns(string path)
    {
        using var reader = new ArrowFileReader(File.OpenRead(path));
        _ = reader.RecordBatchCountAsync().AsTask().GetAwaiter().GetResult(); // reads the schema
        return [.. reader.Schema.FieldsList.Where(IsNumber).Select(f => f.Name)];
    }

    protected override IEnumerable<Func<RowBlock>> Read(string path, ColumnNames columns)
    {
        using var reader = new ArrowFileReader(File.OpenRead(path));
        int batches = reader.RecordBatchCountAsync().AsTask().GetAwaiter().GetResult();
        long first = 0;
        for (int i = 0; i < batches; i++)
        {
            using var batch = reader.ReadRecordBatchAsync(i, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var rows = ToRows(path, batch, columns, first);
            first += rows.Count;
            yield return () => rows;
        }
    }

    private static RowBlock ToRows(string path, RecordBatch batch, ColumnNames columns, long first)
    {
        double[] values = new double[batch.Length * columns.Features.Count];
        foreach (var (d, name) in columns.Features.Index())
        {
            var column = Column(path, batch, name);
            Func<int, double> at = column switch
            {
                DoubleArray doubles => n => doubles.GetValue(n) ?? double.NaN,
                FloatArray floats => n => floats.GetValue(n) ?? double.NaN,
                _ => throw NoNumbers(path, name, column.Data.DataType.Name),
            };
            for (int n = 0; n < batch.Length; n++)
            {
                values[(n * columns.Features.Count) + d] = at(n);
            }
        }

        return new(first, batch.Length, values, columns.Label is { } label ? Labels(path, label, Column(path, batch, label)) : null);
    }

    private static string?[] Labels(string path, string name, IArrowArray column)
    {
        Func<int, string?> at = column switch
        {
            StringArray strings => n => strings.GetString(n),
            Int32Array numbers => n => numbers.GetValue(n)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Int64Array numbers => n => numbers.GetValue(n)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new ShardException(path, $"column \"{name}\" holds {column.Data.DataType.Name}: expected strings or whole numbers as classes."),
        };
        return [.. Enumerable.Range(0, column.Length).Select(n => at(n) is { } label ? string.Intern(label) : null)];
    }

    private static IArrowArray Column(string path, RecordBatch batch, string name) =>
        batch.Schema.GetFieldIndex(name) is var index and >= 0
            ? batch.Column(index)
            : throw NoColumn(path, name, batch.Schema.FieldsList.Select(f => f.Name));

    private static bool IsNumber(Field field) => field.DataType.TypeId is ArrowTypeId.Float or ArrowTypeId.Double;
}
