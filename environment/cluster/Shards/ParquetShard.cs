using System.Globalization;
using System.Numerics;
using Parquet;
using Parquet.Schema;

namespace Gmm.Cluster;

/// <summary>Parquet. Each row group is read by whoever takes it, from a reader of its own.</summary>
internal sealed class ParquetShard : ShardReader
{
    protected override string[] ReadNumberColumns(string path) => Open(
        path, reader => Task.FromResult<string[]>([.. reader.Schema.GetDataFields().Where(IsNumber).Select(f => f.Name)]));

    protected override IEnumerable<Func<RowBlock>> Read(string path, ColumnNames columns)
    {
        long[] rows = Open(path, reader => Task.FromResult(reader.RowGroups.Select(group => group.RowCount).ToArray()));
        long first = 0;
        for (int group = 0; group < rows.Length; first += rows[group++])
        {
            var (own, start) = (group, first);
            yield return () => Open(path, reader => ReadGroupAsync(path, reader, columns, own, start));
        }
    }

    private static T Open<T>(string path, Func<ParquetReader, Task<T>> read)
    {
        return OpenAsync().GetAwaiter().GetResult();

        async Task<T> OpenAsync()
        {
            await using var reader = await ParquetReader.CreateAsync(path);
            return await read(reader);
        }
    }

    private static async Task<RowBlock> ReadGroupAsync(string path, ParquetReader reader, ColumnNames columns, int group, long first)
    {
        using var rows = reader.OpenRowGroupReader(group);
        var fields = reader.Schema.GetDataFields();
        DataField Field(string name) => fields.FirstOrDefault(f => f.Name == name) ?? throw NoColumn(path, name, fields.Select(f => f.Name));
        int count = checked((int)rows.RowCount);
        double[] values = new double[count * columns.Features.Count];
        foreach (var (d, name) in columns.Features.Index())
        {
            var field = Field(name);
            if (field.ClrType == typeof(float))
            {
                Interleave(await ReadNumbersAsync<float>(rows, field, count), values, d, columns.Features.Count);
            }
            else if (field.ClrType == typeof(double))
            {
                Interleave(await ReadNumbersAsync<double>(rows, field, count), values, d, columns.Features.Count);
            }
            else
            {
                throw NoNumbers(path, name, field.ClrType.Name);
            }
        }

        return new(first, count, values, columns.Label is { } label ? await ReadLabelsAsync(path, rows, Field(label), count) : null);
    }

    private static void Interleave<T>(T[] column, double[] values, int d, int features)
        where T : struct, IFloatingPointIeee754<T>
    {
        for (int n = 0, i = d; n < column.Length; n++, i += features)
        {
            values[i] = double.CreateTruncating(column[n]);
        }
    }

    /// <returns>NaN where the file has no value.</returns>
    private static async Task<T[]> ReadNumbersAsync<T>(ParquetRowGroupReader rows, DataField field, int count)
        where T : struct, IFloatingPointIeee754<T>
    {
        T[] column = new T[count];
        if (!field.IsNullable)
        {
            await rows.ReadAsync<T>(field, column.AsMemory());
            return column;
        }

        var given = new T?[count];
        await rows.ReadAsync<T>(field, given.AsMemory());
        return Array.ConvertAll(given, value => value ?? T.NaN);
    }

    private static async Task<string?[]> ReadLabelsAsync(string path, ParquetRowGroupReader rows, DataField field, int count)
    {
        if (field.ClrType == typeof(string))
        {
            string?[] labels = new string?[count];
            await rows.ReadAsync(field, labels.AsMemory()!);
            return labels;
        }

        return field.ClrType == typeof(int) ? await ReadWholeAsync<int>(rows, field, count)
            : field.ClrType == typeof(long) ? await ReadWholeAsync<long>(rows, field, count)
            : throw new ShardException(path, $"column \"{field.Name}\" holds {field.ClrType.Name}: expected strings or whole numbers as classes.");
    }

    private static async Task<string?[]> ReadWholeAsync<T>(ParquetRowGroupReader rows, DataField field, int count)
        where T : struct, IFormattable
    {
        var given = new T?[count];
        if (field.IsNullable)
        {
            await rows.ReadAsync<T>(field, given.AsMemory());
        }
        else
        {
            T[] column = new T[count];
            await rows.ReadAsync<T>(field, column.AsMemory());
            given = Array.ConvertAll(column, value => (T?)value);
        }

        var names = new Dictionary<T, string>(); // one string a class, not one a row
        return Array.ConvertAll(given, value => value is not { } number ? null
            : names.TryGetValue(number, out string? name) ? name
            : names[number] = number.ToString(null, CultureInfo.InvariantCulture));
    }

    private static bool IsNumber(DataField field) => field.ClrType == typeof(float) || field.ClrType == typeof(double);
}
