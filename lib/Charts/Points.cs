using static TorchSharp.torch;

namespace Gmm;

/// <summary>Samples of the plane, copied out of a tensor on any device, of any number type and memory layout.</summary>
internal sealed record Points(double[] X, double[] Y)
{
    public int Count => X.Length;

    /// <exception cref="ArgumentException">samples is not [N, 2] with N > 0, or holds NaN or infinity.</exception>
    public static Points Of(Tensor samples, string name)
    {
        ArgumentNullException.ThrowIfNull(samples, name);
        if (samples.dim() != 2 || samples.shape[1] != 2 || samples.shape[0] == 0)
        {
            throw new ArgumentException($"{name} has shape {Require.Shape(samples)}: expected [N, 2] with N of 1 or more.", name);
        }

        var values = Values(samples, name);
        var (x, y) = (new double[values.Length / 2], new double[values.Length / 2]);
        for (var i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (values[2 * i], values[2 * i + 1]);
        }

        return new Points(x, y);
    }

    /// <summary>One number per sample.</summary>
    /// <exception cref="ArgumentException">values is not [count], or holds NaN or infinity.</exception>
    public static double[] Column(Tensor values, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        return values.dim() == 1 && values.shape[0] == count
            ? Values(values, name)
            : throw new ArgumentException($"{name} has shape {Require.Shape(values)}: expected [{count}], one a sample.", name);
    }

    /// <summary>One class per sample, 0, 1, 2, ...</summary>
    /// <exception cref="ArgumentException">labels is not [count], or holds anything but whole numbers from 0 up.</exception>
    public static int[] Classes(Tensor labels, int count, string name) => Classes(Column(labels, count, name), name);

    /// <inheritdoc cref="Classes(Tensor, int, string)"/>
    public static int[] Classes(double[] labels, string name) =>
        Array.ConvertAll(labels, label => label >= 0 && label == Math.Floor(label)
            ? (int)label
            : throw new ArgumentException(
                FormattableString.Invariant($"{name} holds {label}: expected classes 0, 1, 2, ..."), name));

    public Points Where(Func<int, bool> keep) => At([.. Enumerable.Range(0, Count).Where(keep)]);

    public Points At(int[] indices) => new(Array.ConvertAll(indices, i => X[i]), Array.ConvertAll(indices, i => Y[i]));

    private static double[] Values(Tensor tensor, string name)
    {
        using var scope = NewDisposeScope();
        var values = tensor.detach().cpu().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        return Array.TrueForAll(values, double.IsFinite)
            ? values
            : throw new ArgumentException($"{name} holds NaN or infinity: remove or replace them.", name);
    }
}
