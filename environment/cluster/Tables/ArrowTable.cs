using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace Gmm.Cluster;

internal sealed class ArrowTable(string path) : TableWriter(path)
{
    private ArrowFileWriter? _writer;

    public override void Write(IReadOnlyList<Column> columns)
    {
        using var batch = columns.Aggregate(new RecordBatch.Builder(), (builder, column) => builder.Append(column.Name, nullable: false, Array(column.Values))).Build();
        _writer ??= new(File, batch.Schema, leaveOpen: true);
        _writer.WriteRecordBatch(batch);
    }

    protected override void Finish()
    {
        _writer?.WriteEnd();
        _writer?.Dispose();
    }

    private static IArrowArray Array(System.Array values) => values switch
    {
        float[] floats => new FloatArray.Builder().AppendRange(floats).Build(),
        double[] doubles => new DoubleArray.Builder().AppendRange(doubles).Build(),
        long[] longs => new Int64Array.Builder().AppendRange(longs).Build(),
        _ => new StringArray.Builder().AppendRange((string[])values).Build(),
    };
}
