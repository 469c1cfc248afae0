using System.Globalization;
using Microsoft.Data.Analysis;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// Samples as rows of float64 numbers: what everything that reads data takes. Tensors of any layout, arrays and data frames turn
/// into samples where they are passed, checked once: <c>GaussianMixture.Fit(new double[,] { { 1, 2 }, { 3, 4 } }, 1)</c>.
/// </summary>
/// <remarks>N samples, D features. The numbers are copied; what they came from may change or be disposed.</remarks>
public sealed class Samples
{
    /// <param name="values">Row-major, [N, D], finite; taken over.</param>
    internal Samples(double[] values, int count, int features) => (Values, Count, Features) = (values, count, features);

    private Samples(double[] values, Tensor like)
        : this(values, (int)like.size(0), (int)like.size(1)) =>
        (Dtype, Device) = (like.dtype == ScalarType.Float32 ? ScalarType.Float32 : ScalarType.Float64, like.device);

    /// <summary>N, the number of samples.</summary>
    public int Count { get; }

    /// <summary>D, the length of a sample.</summary>
    public int Features { get; }

    /// <summary>Row-major, [N, D].</summary>
    internal double[] Values { get; }

    /// <summary>Where the numbers came from.</summary>
    internal Device Device { get; private init; } = CPU;

    /// <summary>What results come in: float32 where the numbers came as that, else float64.</summary>
    private ScalarType Dtype { get; init; } = ScalarType.Float64;

    /// <summary>Rows of a tensor.</summary>
    /// <param name="x">[N, D] with N and D of 1 or more, of any real dtype, device and strides, finite.</param>
    /// <exception cref="ArgumentException">x is not as above.</exception>
    public static implicit operator Samples(Tensor x) => From(x);

    /// <summary>Rows of an array.</summary>
    /// <param name="x">[N, D] with N and D of 1 or more, finite.</param>
    /// <exception cref="ArgumentException">x is not as above.</exception>
    public static implicit operator Samples(double[,] x) => From(x, x?.Cast<double>());

    /// <inheritdoc cref="op_Implicit(double[,])"/>
    public static implicit operator Samples(float[,] x) => From(x, x?.Cast<float>().Select(value => (double)value));

    /// <summary>Rows of a data frame: all its columns. <c>frame["length", "width"]</c> is a frame of some of them.</summary>
    /// <param name="x">Columns of numbers, none missing or infinite; one row or more.</param>
    /// <exception cref="ArgumentException">A column is not as above; the message names it, and the row.</exception>
    public static implicit operator Samples(DataFrame x) => From(x);

    /// <summary>Rows of a tensor.</summary>
    /// <param name="features">D, where it is known.</param>
    /// <param name="name">The argument's name, for the message.</param>
    internal static Samples From(Tensor x, int? features = null, string name = "x")
    {
        Require.Numbers(x, name);
        if (x.ndim != 2 || x.size(0) == 0 || x.size(1) == 0 || x.size(1) != (features ?? x.size(1)))
        {
            throw new ArgumentException($"{name} has shape {Require.Shape(x)}: {Expected(features)}.", name);
        }

        Require.Finite(x, name);
        return new(Flat(x), x);
    }

    /// <summary>Weights of N samples, or null for 1 each.</summary>
    /// <exception cref="ArgumentException">They are not [N], not all finite and 0 or more, or all 0.</exception>
    internal double[]? Weights(Tensor? sampleWeights, string name = "sampleWeights")
    {
        if (sampleWeights is null)
        {
            return null;
        }

        Require.Numbers(sampleWeights, name);
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

    /// <summary>The variance of each feature, divided by N, averaged over features.</summary>
    internal double MeanVariance()
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

    internal ReadOnlySpan<double> Row(int n) => Values.AsSpan(n * Features, Features);

    /// <summary>Some of the samples.</summary>
    internal Samples At(int[] rows)
    {
        double[] values = new double[rows.Length * Features];
        for (int i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Features));
        }

        return new(values, rows.Length, Features) { Dtype = Dtype, Device = Device };
    }

    /// <summary>Other numbers of the same samples.</summary>
    /// <param name="values">Row-major, [N, D], finite; taken over.</param>
    internal Samples With(double[] values) => new(values, Count, Features) { Dtype = Dtype, Device = Device };

    /// <summary>Results as a tensor like the one that the samples came from: its device, and float32 where it was that.</summary>
    internal Tensor Like(double[] values, params long[] shape)
    {
        using var scope = NewDisposeScope();
        return tensor(values).reshape(shape).to(Dtype).to(Device).MoveToOuterDisposeScope();
    }

    /// <inheritdoc cref="Like(double[], long[])"/>
    internal Tensor Like(long[] values) => tensor(values, device: Device);

    /// <summary>The samples as such a tensor, [N, D].</summary>
    internal Tensor ToTensor() => Like(Values, Count, Features);

    /// <summary>The numbers of a tensor in row-major order, whatever its dtype, device and strides.</summary>
    internal static double[] Flat(Tensor values)
    {
        using var scope = NewDisposeScope();
        return [.. values.detach().to(CPU).to(ScalarType.Float64).contiguous().data<double>()];
    }

    internal static string Expected(int? features) =>
        $"expected [N, {features?.ToString(CultureInfo.InvariantCulture) ?? "D"}] with N of 1 or more";

    private static Samples From(Array? x, IEnumerable<double>? values)
    {
        ArgumentNullException.ThrowIfNull(x);
        double[] flat = [.. values!];
        var (count, features) = (x.GetLength(0), x.GetLength(1));
        int bad = Array.FindIndex(flat, value => !double.IsFinite(value));
        return flat.Length == 0 ? throw new ArgumentException($"x has shape [{count}, {features}]: {Expected(null)}.", nameof(x))
            : bad < 0 ? new(flat, count, features)
            : throw new ArgumentException(
                FormattableString.Invariant($"x[{bad / features}, {bad % features}] is {flat[bad]}: expected finite numbers."), nameof(x));
    }

    private static Samples From(DataFrame x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var (count, features) = ((int)x.Rows.Count, x.Columns.Count);
        if (count == 0 || features == 0)
        {
            throw new ArgumentException($"x has {count} rows and {features} columns: expected one or more of each.", nameof(x));
        }

        double[] values = new double[count * features];
        foreach (var (d, column) in x.Columns.Index())
        {
            if (!column.IsNumericColumn())
            {
                throw new ArgumentException(
                    $"Column \"{column.Name}\" of x holds {column.DataType.Name}: expected numbers. Leave it out, as in frame[\"a\", \"b\"].", nameof(x));
            }

            for (int n = 0; n < count; n++)
            {
                double value = Convert.ToDouble(column[n] ?? double.NaN, CultureInfo.InvariantCulture);
                values[(n * features) + d] = double.IsFinite(value) ? value : throw new ArgumentException(
                    $"Column \"{column.Name}\" of x has no finite number in row {n}: remove or replace it.", nameof(x));
            }
        }

        return new(values, count, features);
    }
}
