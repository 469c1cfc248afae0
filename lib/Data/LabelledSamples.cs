using System.Globalization;
using Microsoft.Data.Analysis;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>Samples and the class that each belongs to.</summary>
/// <param name="X">Samples, [N, D].</param>
/// <param name="Labels">Classes 0..C-1, int64, [N]; another length is an <see cref="ArgumentException"/>.</param>
public sealed record LabelledSamples(Tensor X, Tensor Labels)
{
    /// <summary>Samples and labels as arrays.</summary>
    /// <param name="x">Samples, [N, D], finite.</param>
    /// <param name="labels">Classes 0..C-1, [N].</param>
    /// <exception cref="ArgumentException">x or labels are not as above.</exception>
    public LabelledSamples(double[,] x, IReadOnlyList<int> labels)
        : this(((Samples)x).ToTensor(), tensor([.. labels.Select(label => (long)label)]))
    {
    }

    /// <summary>Classes 0..C-1, int64, [N].</summary>
    public Tensor Labels { get; init; } = OneEach(X, Labels, nameof(Labels));

    /// <summary>What tables and charts call the classes, [C]; none where the labels are numbers without names.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>N, the number of samples.</summary>
    public long Count => Labels.size(0);

    /// <summary>C, one more than the largest label.</summary>
    public int Classes => (int)Labels.max().item<long>() + 1;

    /// <summary>The rows of a data frame, one of whose columns says the class, in text or numbers.</summary>
    /// <param name="frame">One row a sample, nothing missing.</param>
    /// <param name="label">The column of the classes. They are numbered in the order of their names, or of their numbers.</param>
    /// <param name="features">The columns of the samples, of numbers; all other columns if none is given.</param>
    /// <returns>Samples in float64, and what the classes are called.</returns>
    /// <exception cref="ArgumentException">There is no such column, or a value is missing or no number.</exception>
    public static LabelledSamples From(DataFrame frame, string label, params string[] features)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(features);
        string[] names = [.. frame.Columns.Select(column => column.Name)];
        if (features.Append(label).FirstOrDefault(name => !names.Contains(name)) is { } absent)
        {
            throw new ArgumentException($"frame has no column \"{absent}\". It has \"{string.Join("\", \"", names)}\".", nameof(frame));
        }

        object[] values = [.. frame[label].Cast<object?>().Select((value, row) => value ?? throw new ArgumentException(
            $"Column \"{label}\" of frame is empty in row {row}: expected a class.", nameof(frame)))];
        object[] classes = [.. values.Distinct().OrderBy(value => value, Comparer<object>.Create(
            (a, b) => a is string text ? string.CompareOrdinal(text, (string)b) : Comparer<object>.Default.Compare(a, b)))];
        string[] columns = features.Length > 0 ? features : [.. names.Where(name => name != label)];
        return new(
            ((Samples)new DataFrame(columns.Select(name => frame[name]))).ToTensor(),
            tensor(Array.ConvertAll(values, value => (long)Array.IndexOf(classes, value))))
        {
            ClassNames = [.. classes.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!)],
        };
    }

    /// <summary>The samples of one class, [N_c, D].</summary>
    /// <param name="c">Class, 0..C-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No sample is labelled so.</exception>
    public Tensor OfClass(int c)
    {
        using var scope = NewDisposeScope();
        var rows = Labels.eq(c).nonzero().squeeze(1);
        return rows.size(0) > 0
            ? X.index_select(0, rows).MoveToOuterDisposeScope()
            : throw new ArgumentOutOfRangeException(nameof(c), c, "No sample is labelled so.");
    }

    /// <summary>The same samples on another device.</summary>
    public LabelledSamples To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return this with { X = X.to(device), Labels = Labels.to(device) };
    }

    /// <summary>All samples in batches, in random order: anew at each enumeration. For training on part of the samples at a step.</summary>
    /// <param name="size">Samples of a batch; the last one has what is left.</param>
    /// <returns>Batches that are made as they are enumerated; each is the reader's to dispose, or its scope's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">size is below 1.</exception>
    public IEnumerable<LabelledSamples> Batches(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return Enumerate();

        IEnumerable<LabelledSamples> Enumerate()
        {
            using var order = randperm(Count, dtype: ScalarType.Int64, device: Labels.device).DetachFromDisposeScope();
            for (long start = 0; start < Count; start += size)
            {
                using var rows = order.slice(0, start, Math.Min(start + size, Count), 1).DetachFromDisposeScope();
                yield return new(X.index_select(0, rows), Labels.index_select(0, rows)) { ClassNames = ClassNames };
            }
        }
    }

    /// <summary>Holds samples back for validation, drawn with replacement as the article draws them.</summary>
    /// <remarks>Some samples are drawn more than once; those never drawn, and only those, are for training.</remarks>
    /// <param name="validationCount">How many draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">validationCount is below 1 or above N.</exception>
    public (LabelledSamples Train, LabelledSamples Validation) SplitWithReplacement(int validationCount)
    {
        RequireValidationCount(validationCount);
        using var scope = NewDisposeScope();
        return Split(randint(Count, validationCount, dtype: ScalarType.Int64));
    }

    /// <summary>Holds different samples back for validation; all others are for training.</summary>
    /// <param name="validationCount">How many samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">validationCount is below 1 or above N.</exception>
    public (LabelledSamples Train, LabelledSamples Validation) SplitWithoutReplacement(int validationCount)
    {
        RequireValidationCount(validationCount);
        using var scope = NewDisposeScope();
        return Split(randperm(Count, dtype: ScalarType.Int64).slice(0, 0, validationCount, 1));
    }

    /// <summary>Some of the samples.</summary>
    /// <param name="rows">Which, int64, [N'].</param>
    public LabelledSamples At(Tensor rows)
    {
        Require.Alive(rows, nameof(rows));
        return this with { X = X.index_select(0, rows), Labels = Labels.index_select(0, rows) };
    }

    /// <returns>The shapes of samples and labels.</returns>
    public override string ToString() => $"samples {Require.Shape(X)}, labels {Require.Shape(Labels)}";

    /// <summary>What the classes are called where nobody named them: "class 0", "class 1", ...</summary>
    /// <param name="classes">C.</param>
    /// <param name="classNames">Null or empty for those.</param>
    /// <exception cref="ArgumentException">There are names, but not one a class.</exception>
    internal static IReadOnlyList<string> NamesOf(int classes, IReadOnlyList<string>? classNames) =>
        classNames is null or [] ? [.. Enumerable.Range(0, classes).Select(c => FormattableString.Invariant($"class {c}"))]
        : classNames.Count == classes ? [.. classNames]
        : throw new ArgumentException($"classNames has {classNames.Count} entries for {classes} classes: expected one each.", nameof(classNames));

    /// <summary>The samples of each class, in order of the classes.</summary>
    /// <exception cref="ArgumentException">X or Labels are not as they should be, or a class has no sample.</exception>
    internal Samples[] ByClass()
    {
        Samples all = Samples.From(X, name: nameof(X));
        Require.Labels(Labels, all.Count, int.MaxValue, X.device, nameof(Labels));
        using var scope = NewDisposeScope();
        int[] classes = [.. Labels.cpu().contiguous().data<long>().Select(c => (int)c)];
        var rows = Enumerable.Range(0, classes.Length).ToLookup(n => classes[n]);
        int last = classes.Max();
        int absent = Enumerable.Range(0, last).FirstOrDefault(c => !rows.Contains(c), -1);
        return absent < 0
            ? [.. Enumerable.Range(0, last + 1).Select(c => all.At([.. rows[c]]))]
            : throw new ArgumentException(
                $"Labels has no sample of class {absent}: expected one or more of each class 0..{last}.", nameof(Labels));
    }

    private static Tensor OneEach(Tensor x, Tensor labels, string name)
    {
        Require.Alive(x, nameof(X));
        Require.Alive(labels, name);
        if (labels.ndim != 1 || x.ndim != 2 || labels.size(0) != x.size(0))
        {
            throw new ArgumentException(
                $"{name} has shape {Require.Shape(labels)}, X {Require.Shape(x)}: expected [N] and [N, D], one label a sample.",
                name);
        }

        return labels;
    }

    private (LabelledSamples Train, LabelledSamples Validation) Split(Tensor validation)
    {
        validation = validation.to(Labels.device);
        var isTrain = ones(Count, dtype: ScalarType.Bool, device: Labels.device);
        isTrain[validation] = false;
        var (train, held) = (At(isTrain.nonzero().squeeze(1)), At(validation));
        foreach (var kept in new[] { train.X, train.Labels, held.X, held.Labels })
        {
            kept.MoveToOuterDisposeScope();
        }

        return (train, held);
    }

    private void RequireValidationCount(int validationCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validationCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validationCount, Count);
    }
}
