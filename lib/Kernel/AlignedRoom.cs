using System.Numerics;
using System.Runtime.InteropServices;

namespace Gmm;

/// <summary>A thread's memory for a pass to work in. It begins with a cache line: vectors that lie in two lines take twice as long to read.</summary>
internal static class AlignedRoom
{
    private const int Line = 64;

    [ThreadStatic]
    private static double[]? _room;

    /// <summary>This thread's memory until its next call, with whatever is in it.</summary>
    public static Span<Vector<double>> OfThisThread(int vectors)
    {
        int numbers = vectors * Vector<double>.Count;
        int slack = Line / sizeof(double);
        if (_room is null || _room.Length < numbers + slack)
        {
            _room = GC.AllocateUninitializedArray<double>(numbers + slack, pinned: true);
        }

        int past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_room, 0) % Line);
        return MemoryMarshal.Cast<double, Vector<double>>(_room.AsSpan((Line - past) % Line / sizeof(double), numbers));
    }
}
