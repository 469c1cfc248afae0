namespace Gmm.Cluster;

/// <summary>Writes a table in blocks of rows. The file is there when all of it is: it has another name until then.</summary>
internal abstract class TableWriter : IDisposable
{
    private readonly string _path;
    private bool _complete;

    protected TableWriter(string path)
    {
        _path = path;
        File = new(Temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    protected FileStream File { get; }

    private string Temporary => $"{_path}.tmp";

    /// <param name="format">parquet, csv or arrow: its ending, too.</param>
    public static TableWriter Create(string path, string format) => format switch
    {
        "parquet" => new ParquetTable(path),
        "csv" => new CsvTable(path),
        _ => new ArrowTable(path),
    };

    /// <summary>Some rows, of the same columns each time.</summary>
    public abstract void Write(IReadOnlyList<Column> columns);

    public void Complete()
    {
        Finish();
        File.Flush(flushToDisk: true);
        File.Dispose();
        System.IO.File.Move(Temporary, _path, overwrite: true);
        _complete = true;
    }

    public void Dispose()
    {
        File.Dispose();
        if (!_complete)
        {
            System.IO.File.Delete(Temporary);
        }
    }

    protected abstract void Finish();
}
