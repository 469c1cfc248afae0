using System.Numerics;
using System.Runtime.InteropServices;

namespace Gmm;

/// <summary>A thread's memory for a pass to work in.</summary>
internal static class AlignedRoom
{
    [ThreadStatic]
    private static AlignedArray<byte>? _room;

    /// <summary>This thread's memory until its next call, with whatever is in it.</summary>
    public static Span<Vector<T>> OfThisThread<T>(int vectors)
        where T : unmanaged
    {
        int bytes = vectors * Vector<byte>.Count;
        if (_room is null || _room.Span.Length < bytes)
        {
            _room = new(bytes);
        }

        return MemoryMarshal.Cast<byte, Vector<T>>(_room.Span[..bytes]);
    }
}
