using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>Samples on plain memory, an axis after the other, [D, P]: what <see cref="MixtureKernel{T}"/> reads.</summary>
/// <remarks>P is N rounded up to whole vectors, so that no loop has a remainder; the padding repeats the last sample.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SampleBlock<T>
    where T : unmanaged
{
    private readonly T[] _values;

    /// <param name="x">[N, D], of dtype T, on the CPU; copied.</param>
    /// <exception cref="ArgumentException">x has more numbers than one array can hold.</exception>
    public SampleBlock(Tensor x)
        : this((int)x.size(0), (int)x.size(1))
    {
        if (x.NumberOfElements > Array.MaxLength / 2)
        {
            throw new ArgumentException($"x has shape {Require.Shape(x)}: too much for one pass, give it in batches.", nameof(x));
        }

        _values = Rows(x);
        Pad();
    }

    /// <param name="values">[N, D], row-major; copied.</param>
    public SampleBlock(ReadOnlySpan<T> values, int count, int features)
        : this(count, features)
    {
        _values = new T[features * Padded];
        for (int i = 0; i < values.Length; i++)
        {
            _values[(i % features * Padded) + (i / features)] = values[i];
        }

        Pad();
    }

    private SampleBlock(int count, int features)
    {
        (Count, Features, _values) = (count, features, []);
        Vectors = (count + Vector<T>.Count - 1) / Vector<T>.Count;
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>D.</summary>
    public int Features { get; }

    /// <summary>P, counted in vectors.</summary>
    public int Vectors { get; }

    /// <summary>P.</summary>
    public int Padded => Vectors * Vector<T>.Count;

    /// <summary>A stretch of one axis.</summary>
    public ReadOnlySpan<Vector<T>> Axis(int d, int start, int length) => Row(_values, d, start, length);

    /// <summary>[N, R] on plain memory as [R, P], the padding zero.</summary>
    public T[] Rows(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var turned = tensor.detach().reshape(Count, -1).t().contiguous();
        var source = MemoryMarshal.Cast<byte, T>(turned.bytes);
        T[] rows = new T[checked(source.Length / Count * Padded)];
        for (int r = 0; r < source.Length / Count; r++)
        {
            source.Slice(r * Count, Count).CopyTo(rows.AsSpan(r * Padded));
        }

        return rows;
    }

    /// <summary>A stretch of a row of [rows, P], in vectors.</summary>
    public Span<Vector<T>> Row(T[] values, int row, int start, int length) =>
        MemoryMarshal.Cast<T, Vector<T>>(values.AsSpan(row * Padded, Padded)).Slice(start, length);

    private void Pad()
    {
        for (int d = 0; d < Features; d++)
        {
            var axis = _values.AsSpan(d * Padded, Padded);
            axis[Count..].Fill(axis[Count - 1]);
        }
    }
}
