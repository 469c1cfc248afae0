using static TorchSharp.torch;

namespace Gmm;

/// <summary>Samples as plain float64 numbers, for what runs on memory and not on tensors.</summary>
/// <param name="Values">Row-major, [N, D].</param>
/// <param name="Count">N.</param>
/// <param name="Features">D.</param>
internal sealed record SampleMatrix(double[] Values, int Count, int Features)
{
    /// <summary>Copies a tensor, after checking it.</summary>
    /// <param name="x">Samples, [N, D], floating point, finite.</param>
    /// <param name="features">D, where it is known.</param>
    /// <exception cref="ArgumentException">x is not [N, D] with N and D of 1 or more, or holds NaN or infinity.</exception>
    public static SampleMatrix From(Tensor x, int? features = null, string name = "x")
    {
        Require.Alive(x, name);
        if (x.ndim != 2 || x.size(0) == 0 || x.size(1) == 0 || x.size(1) != (features ?? x.size(1)))
        {
            throw new ArgumentException(
                $"{name} has shape {Require.Shape(x)}: expected [N, {features?.ToString(null, null) ?? "D"}] with N of 1 or more.", name);
        }

        if (!x.is_floating_point())
        {
            throw new ArgumentException($"{name} is {x.dtype}: expected Float32 or Float64, convert with .to(...).", name);
        }

        Require.Finite(x, name);
        return new(Flat(x), (int)x.size(0), (int)x.size(1));
    }

    /// <summary>Weights of N samples, or null for 1 each.</summary>
    /// <exception cref="ArgumentException">They are not [N], not all finite and 0 or more, or all 0.</exception>
    public double[]? Weights(Tensor? sampleWeights, string name = "sampleWeights")
    {
        if (sampleWeights is null)
        {
            return null;
        }

        Require.Alive(sampleWeights, name);
        if (sampleWeights.ndim != 1 || sampleWeights.size(0) != Count)
        {
            throw new ArgumentException(
                $"{name} has shape {Require.Shape(sampleWeights)}: expected [{Count}], one weight a sample.", name);
        }

        double[] weights = Flat(sampleWeights);
        int bad = Array.FindIndex(weights, w => !double.IsFinite(w) || w < 0);
        if (bad >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"{name}[{bad}] is {weights[bad]}: expected weights of 0 or more."), name);
        }

        return weights.Sum() > 0 ? weights : throw new ArgumentException($"{name} are all 0: expected one above 0.", name);
    }

    /// <summary>The samples of each class, in order of the classes.</summary>
    /// <param name="labels">Classes 0..C-1, int64, [N].</param>
    /// <exception cref="ArgumentException">x or labels are not as they should be, or a class has no sample.</exception>
    public static SampleMatrix[] ByClass(Tensor x, Tensor labels)
    {
        var samples = From(x);
        Require.Labels(labels, samples.Count, int.MaxValue, x.device);
        using var scope = NewDisposeScope();
        int[] classes = [.. labels.cpu().contiguous().data<long>().Select(c => (int)c)];
        var rows = Enumerable.Range(0, classes.Length).ToLookup(n => classes[n]);
        int last = classes.Max();
        int absent = Enumerable.Range(0, last).FirstOrDefault(c => !rows.Contains(c), -1);
        return absent < 0
            ? [.. Enumerable.Range(0, last + 1).Select(c => samples.At([.. rows[c]]))]
            : throw new ArgumentException(
                $"labels has no sample of class {absent}: expected one or more of each class 0..{last}.", nameof(labels));
    }

    /// <summary>Some of the samples.</summary>
    public SampleMatrix At(int[] rows)
    {
        double[] values = new double[rows.Length * Features];
        for (int i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Features));
        }

        return new(values, rows.Length, Features);
    }

    public ReadOnlySpan<double> Row(int n) => Values.AsSpan(n * Features, Features);

    /// <summary>The variance of each feature, divided by N, averaged over features.</summary>
    public double MeanVariance()
    {
        double total = 0;
        for (int d = 0; d < Features; d++)
        {
            var (mean, squares) = (0.0, 0.0);
            for (int n = 0; n < Count; n++)
            {
                double deviation = Values[(n * Features) + d] - mean; // Welford's way: one pass, nothing cancels
                mean += deviation / (n + 1);
                squares += deviation * (Values[(n * Features) + d] - mean);
            }

            total += squares / Count;
        }

        return total / Features;
    }

    /// <summary>The numbers of a tensor in row-major order, whatever its dtype, device and strides.</summary>
    public static double[] Flat(Tensor values)
    {
        using var scope = NewDisposeScope();
        return [.. values.detach().to(CPU).to(ScalarType.Float64).contiguous().data<double>()];
    }
}
