using System.Globalization;
using Microsoft.Data.Analysis;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>How often each true class was predicted as each class, and the accuracies that follow from it.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    /// <param name="labels">True classes 0..C-1, int64, [N].</param>
    /// <param name="predictions">Predicted classes 0..C-1, int64, [N].</param>
    /// <param name="nClasses">C, the number of classes.</param>
    /// <exception cref="ArgumentException">Labels or predictions are empty, have a wrong shape or dtype, or are outside 0..C-1.</exception>
    public ConfusionMatrix(Tensor labels, Tensor predictions, int nClasses)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nClasses, 1);
        Require.Alive(labels, nameof(labels));
        Require.Labels(labels, count: null, nClasses, labels.device, nameof(labels));
        Require.Labels(predictions, labels.size(0), nClasses, labels.device, nameof(predictions));

        using var scope = NewDisposeScope();
        var cells = (labels * nClasses + predictions).bincount(weights: null, minlength: nClasses * nClasses).cpu();
        long[] flat = cells.data<long>().ToArray();
        _counts = new long[nClasses, nClasses];
        Buffer.BlockCopy(flat, 0, _counts, 0, flat.Length * sizeof(long));
    }

    /// <param name="counts">Counts, [true class, predicted class]; taken over.</param>
    internal ConfusionMatrix(long[,] counts) => _counts = counts;

    /// <summary>C, the number of classes.</summary>
    public int Classes => _counts.GetLength(0);

    /// <summary>Samples of true class [row] that were predicted as class [column], [C, C].</summary>
    public long[,] Counts => (long[,])_counts.Clone();

    /// <summary>N, the number of samples.</summary>
    public long Total => _counts.Cast<long>().Sum();

    /// <summary>Share of samples whose class was predicted, 0 to 1.</summary>
    public double Accuracy => (double)Range().Sum(c => _counts[c, c]) / Total;

    /// <summary>Share of each class's samples that was predicted right, 0 to 1; null for a class without samples.</summary>
    public IReadOnlyList<double?> PerClassAccuracy => [.. Range().Select(c => Share(c, c))];

    /// <summary>The counts divided by their row's total: row c says where the samples of class c went. Null where there are none.</summary>
    public double?[,] RowShares
    {
        get
        {
            var shares = new double?[Classes, Classes];
            foreach (int row in Range())
            {
                foreach (int column in Range())
                {
                    shares[row, column] = Share(row, column);
                }
            }

            return shares;
        }
    }

    /// <summary>Samples, correct ones and accuracy in percent, a row a class and one for all.</summary>
    public DataFrame AccuracyTable()
    {
        string[] names = [.. Range().Select(Name), "all"];
        return new DataFrame(
            new StringDataFrameColumn("class", names),
            new Int64DataFrameColumn("samples", [.. Range().Select(RowTotal), Total]),
            new Int64DataFrameColumn("correct", [.. Range().Select(c => _counts[c, c]), Range().Sum(c => _counts[c, c])]),
            new DoubleDataFrameColumn("accuracy %", [.. PerClassAccuracy.Append(Accuracy).Select(Percent)]));
    }

    /// <summary>The counts, a row a true class, a column a predicted one.</summary>
    public DataFrame CountTable() =>
        Table(predicted => new Int64DataFrameColumn($"predicted {predicted}", Range().Select(row => _counts[row, predicted])));

    /// <summary>The row shares in percent, a row a true class, a column a predicted one.</summary>
    public DataFrame ShareTable() =>
        Table(predicted => new DoubleDataFrameColumn($"predicted {predicted} %", Range().Select(row => Percent(Share(row, predicted)))));

    /// <returns>Accuracy and sample count.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Accuracy {100 * Accuracy:0.00} % of {Total} samples in {Classes} classes");

    private static double? Percent(double? share) => share is { } s ? Math.Round(100 * s, 2) : null;

    private static string Name(int c) => string.Create(CultureInfo.InvariantCulture, $"class {c}");

    private DataFrame Table(Func<int, DataFrameColumn> column) =>
        new([new StringDataFrameColumn("true", Range().Select(Name)), .. Range().Select(column)]);

    private IEnumerable<int> Range() => Enumerable.Range(0, Classes);

    private long RowTotal(int row) => Range().Sum(column => _counts[row, column]);

    private double? Share(int row, int column) => RowTotal(row) == 0 ? null : (double)_counts[row, column] / RowTotal(row);
}
