using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>Samples on plain memory, an axis after the other, [D, P]: what <see cref="MixtureKernel{T}"/> reads.</summary>
/// <remarks>P is N rounded up to whole wide vectors, so that no loop has a remainder; the padding repeats the last sample.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SampleBlock<T>
    where T : unmanaged
{
    private readonly AlignedArray<T> _values;

    /// <param name="x">[N, D], of dtype T, on the CPU; copied.</param>
    /// <exception cref="ArgumentException">x has more numbers than one array can hold.</exception>
    public SampleBlock(Tensor x)
    {
        if (x.NumberOfElements > Array.MaxLength / 2)
        {
            throw new ArgumentException($"x has shape {Require.Shape(x)}: too much for one pass, give it in batches.", nameof(x));
        }

        (Count, Features) = ((int)x.size(0), (int)x.size(1));
        int wide = WideLoops.Narrow * Vector<T>.Count;
        Vectors = (Count + wide - 1) / wide * WideLoops.Narrow;
        _values = new(checked(Features * Padded));
        Turn(x, _values.Span);
        for (int d = 0; d < Features; d++)
        {
            var axis = _values.Span.Slice(d * Padded, Padded);
            axis[Count..].Fill(axis[Count - 1]);
        }
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
    public ReadOnlySpan<Vector<T>> Axis(int d, int start, int length) => Row(_values.Span, d, start, length);

    /// <summary>[N, R] on plain memory as [R, P], the padding zero.</summary>
    public T[] Rows(Tensor tensor)
    {
        T[] rows = new T[checked((int)(tensor.numel() / Count) * Padded)];
        Turn(tensor, rows);
        return rows;
    }

    /// <summary>A stretch of a row of [rows, P], in vectors.</summary>
    public Span<Vector<T>> Row(Span<T> values, int row, int start, int length) =>
        MemoryMarshal.Cast<T, Vector<T>>(values.Slice(row * Padded, Padded)).Slice(start, length);

    private void Turn(Tensor tensor, Span<T> rows)
    {
        using var scope = NewDisposeScope();
        var turned = tensor.detach().reshape(Count, -1).t().contiguous();
        var source = MemoryMarshal.Cast<byte, T>(turned.bytes);
        for (int r = 0; r < source.Length / Count; r++)
        {
            source.Slice(r * Count, Count).CopyTo(rows[(r * Padded)..]);
        }
    }
}
