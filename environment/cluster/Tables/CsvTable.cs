using System.Globalization;
using nietras.SeparatedValues;

namespace Gmm.Cluster;

internal sealed class CsvTable : TableWriter
{
    private readonly SepWriter _writer;

    public CsvTable(string path)
        : base(path) => _writer = new Sep(',').Writer().To(new StreamWriter(File, leaveOpen: true));

    public override void Write(IReadOnlyList<Column> columns)
    {
        for (int n = 0; n < columns[0].Values.Length; n++)
        {
            using var row = _writer.NewRow();
            foreach (var column in columns)
            {
                row[column.Name].Set(column.Values switch
                {
                    float[] values => values[n].ToString("R", CultureInfo.InvariantCulture),
                    double[] values => values[n].ToString("R", CultureInfo.InvariantCulture),
                    long[] values => values[n].ToString(CultureInfo.InvariantCulture),
                    _ => ((string[])column.Values)[n],
                });
            }
        }
    }

    protected override void Finish() => _writer.Dispose();
}
