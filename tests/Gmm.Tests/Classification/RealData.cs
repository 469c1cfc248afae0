using System.Globalization;

namespace Gmm.Tests.Classification;

/// <summary>The data sets of notebooks/data, as arrays.</summary>
internal static class RealData
{
    /// <summary>A data set's samples and classes.</summary>
    public static (double[][] Rows, int[] Labels) Read(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "data", $"{name}.csv");
        double[][] numbers = [.. File.ReadLines(path).Skip(1).Select(
            line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture)))];
        return ([.. numbers.Select(row => row[..^1])], [.. numbers.Select(row => (int)row[^1])]);
    }

    public static LabelledSamples Samples(double[][] rows, int[] labels)
    {
        double[,] x = new double[rows.Length, rows[0].Length];
        for (int i = 0; i < x.Length; i++)
        {
            x[i / x.GetLength(1), i % x.GetLength(1)] = rows[i / x.GetLength(1)][i % x.GetLength(1)];
        }

        return new(x, labels);
    }

    /// <summary>Some rows to test on, and all others to learn from.</summary>
    public static (LabelledSamples Train, LabelledSamples Test) Split(string name, int[] test)
    {
        var (rows, labels) = Read(name);
        int[] train = [.. Enumerable.Range(0, rows.Length).Except(test)];
        return (Samples([.. train.Select(n => rows[n])], [.. train.Select(n => labels[n])]),
            Samples([.. test.Select(n => rows[n])], [.. test.Select(n => labels[n])]));
    }
}
