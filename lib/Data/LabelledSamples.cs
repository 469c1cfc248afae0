using static TorchSharp.torch;

namespace Gmm;

/// <summary>Samples and the class that each belongs to.</summary>
/// <param name="Features">Samples, float32, [N, D].</param>
/// <param name="Labels">Classes 0..C-1, int64, [N]; another length is an <see cref="ArgumentException"/>.</param>
public sealed record LabelledSamples(Tensor Features, Tensor Labels)
{
    /// <summary>Classes 0..C-1, int64, [N].</summary>
    public Tensor Labels { get; } = OneEach(Features, Labels, nameof(Labels));

    /// <summary>N, the number of samples.</summary>
    public long Count => Labels.size(0);

    /// <summary>The same samples on another device.</summary>
    public LabelledSamples To(Device device) => new(Features.to(device), Labels.to(device));

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
                yield return new(Features.index_select(0, rows), Labels.index_select(0, rows));
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

    /// <returns>The shapes of features and labels.</returns>
    public override string ToString() => $"features {Require.Shape(Features)}, labels {Require.Shape(Labels)}";

    private static Tensor OneEach(Tensor features, Tensor labels, string name)
    {
        Require.Alive(features, nameof(Features));
        Require.Alive(labels, name);
        if (labels.ndim != 1 || features.ndim != 2 || labels.size(0) != features.size(0))
        {
            throw new ArgumentException(
                $"{name} has shape {Require.Shape(labels)}, Features {Require.Shape(features)}: expected [N] and [N, D], one label a sample.",
                name);
        }

        return labels;
    }

    private (LabelledSamples Train, LabelledSamples Validation) Split(Tensor validation)
    {
        validation = validation.to(Labels.device);
        var isTrain = ones(Count, dtype: ScalarType.Bool, device: Labels.device);
        isTrain[validation] = false;
        return (At(isTrain.nonzero().squeeze(1)), At(validation));
    }

    private LabelledSamples At(Tensor rows) =>
        new(Features.index_select(0, rows).MoveToOuterDisposeScope(), Labels.index_select(0, rows).MoveToOuterDisposeScope());

    private void RequireValidationCount(int validationCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validationCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validationCount, Count);
    }
}
