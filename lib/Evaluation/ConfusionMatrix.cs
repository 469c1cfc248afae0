using System.Globalization;
using Microsoft.Data.Analysis;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>How often each true class was predicted as each class, and the accuracies that follow from it.</summary>
public sealed class ConfusionMatrix
{
    /// <summary>More would be a table of a hundred million cells.</summary>
    private const int MostClasses = 10_000;

    private readonly long[,] _counts;

    /// <summary>What a classifier makes of samples.</summary>
    /// <param name="classifier">Its <see cref="IClassifier.ClassNames"/> name rows and columns.</param>
    /// <param name="samples">With labels below its number of classes.</param>
    /// <exception cref="ArgumentException">samples are not as the classifier needs them.</exception>
    public ConfusionMatrix(IClassifier classifier, LabelledSamples samples)
        : this(Require.There(samples, nameof(samples)).Labels, Require.There(classifier, nameof(classifier)).Predict(samples.X), classifier.Classes) => ClassNames = classifier.ClassNames;

    /// <param name="labels">True classes 0..C-1, int64, [N].</param>
    /// <param name="predictions">Predicted classes 0..C-1, int64, [N].</param>
    /// <param name="nClasses">C, the number of classes.</param>
    /// <exception cref="ArgumentException">Labels or predictions are empty, have a wrong shape or dtype, or are outside 0..C-1.</exception>
    public ConfusionMatrix(Tensor labels, Tensor predictions, int nClasses)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nClasses, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nClasses, MostClasses);
        Require.Alive(labels, nameof(labels));
        Require.Labels(labels, count: null, nClasses, labels.device, nameof(labels));
        Require.Labels(predictions, labels.size(0), nClasses, labels.device, nameof(predictions));

        using var scope = NewDisposeScope();
        var cells = (labels * nClasses + predictions).bincount(weights: null, minlength: nClasses * nClasses).cpu();
        long[] flat = cells.data<long>().ToArray();
        _counts = new long[nClasses, nClasses];
        Buffer.BlockCopy(flat, 0, _counts, 0, flat.Length * sizeof(long));
        ClassNames = LabelledSamples.NamesOf(nClasses, null);
    }

    private ConfusionMatrix(long[,] counts, IReadOnlyList<string> classNames) => (_counts, ClassNames) = (counts, classNames);

    /// <summary>What the classes are called, [C].</summary>
    public IReadOnlyList<string> ClassNames { get; }

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

    /// <summary>Samples, correct ones and accuracy in percent, a row a class and one for all.</summary>
    public DataFrame AccuracyTable()
    {
        string[] names = [.. ClassNames, "all"];
        return new DataFrame(
            new StringDataFrameColumn("class", names),
            new Int64DataFrameColumn("samples", [.. Range().Select(RowTotal), Total]),
            new Int64DataFrameColumn("correct", [.. Range().Select(c => _counts[c, c]), Range().Sum(c => _counts[c, c])]),
            new DoubleDataFrameColumn("accuracy %", [.. PerClassAccuracy.Append(Accuracy).Select(Percent)]));
    }

    /// <summary>Where the samples of each class went, in percent of them: a row a true class, a column a predicted one.</summary>
    public DataFrame ShareTable()
    {
        var shares = Range().Select(predicted => new DoubleDataFrameColumn(
            $"predicted {Short(predicted)} %", Range().Select(row => Percent(Share(row, predicted)))));
        return new([new StringDataFrameColumn("true", ClassNames), .. shares]);
    }

    /// <summary>The counts of both: of two batches, or two folds.</summary>
    /// <exception cref="ArgumentException">They have different numbers of classes.</exception>
    public static ConfusionMatrix operator +(ConfusionMatrix a, ConfusionMatrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Classes != b.Classes)
        {
            throw new ArgumentException($"b has {b.Classes} classes: expected {a.Classes}, as a has.", nameof(b));
        }

        long[,] counts = a.Counts;
        foreach (int row in a.Range())
        {
            foreach (int column in a.Range())
            {
                counts[row, column] += b._counts[row, column];
            }
        }

        return new(counts, a.ClassNames);
    }

    /// <returns>Accuracy and sample count.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Accuracy {100 * Accuracy:0.00} % of {Total} samples in {Classes} classes");

    private static double? Percent(double? share) => share is { } s ? Math.Round(100 * s, 2) : null;

    /// <summary>"class 0" is 0 where the column says that it is a class.</summary>
    private string Short(int c) => ClassNames[c].StartsWith("class ", StringComparison.Ordinal) ? ClassNames[c]["class ".Length..] : ClassNames[c];

    private IEnumerable<int> Range() => Enumerable.Range(0, Classes);

    private long RowTotal(int row) => Range().Sum(column => _counts[row, column]);

    private double? Share(int row, int column) => RowTotal(row) == 0 ? null : (double)_counts[row, column] / RowTotal(row);
}
