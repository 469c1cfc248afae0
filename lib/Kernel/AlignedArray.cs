using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmm;

/// <summary>Zeros to begin with, the first at the start of a cache line: vectors that lie in two lines take twice as long to read.</summary>
internal sealed class AlignedArray<T>
    where T : unmanaged
{
    /// <summary>Numbers that one can hold.</summary>
    public static readonly int MostNumbers = Array.MaxLength - Line;

    private const int Line = 64;
    private const int LargeBytes = 64 * 1024;

    private readonly T[] _values;
    private readonly int _start;
    private readonly int _length;

    public AlignedArray(int length)
    {
        int size = Unsafe.SizeOf<T>();
        _length = length;

        // What moves can lose its place in the line, and only that. Pinned memory is collected late: not for what one prediction needs.
        _values = GC.AllocateArray<T>(length + (Line / size), pinned: (long)length * size >= LargeBytes);
        _start = (int)((Line - (Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0) % Line)) % Line / size);
    }

    public Span<T> Span => _values.AsSpan(_start, _length);
}
