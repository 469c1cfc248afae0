using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Gmm.Benchmarks;

/// <summary>What one core can do at most, measured.</summary>
internal static class Core
{
    private const int Repeats = 15;

    /// <summary>Float32 operations a second in fused multiply-adds, each two of them.</summary>
    public static double FlopsPerSecond()
    {
        const int Steps = 2_000_000;
        const int Accumulators = 10;
        double seconds = Fastest(() => Fma(Steps));
        return 2.0 * Vector256<float>.Count * Accumulators * Steps / seconds;
    }

    /// <summary>Bytes a second to and from memory in a[i] = b[i] + s·c[i], on arrays larger than any cache.</summary>
    public static double BytesPerSecond()
    {
        const int Length = 32 << 20; // 128 MB each
        var (a, b, c) = (new float[Length], new float[Length], new float[Length]);
        Array.Fill(a, 1);
        Array.Fill(b, 2);
        Array.Fill(c, 3);
        double seconds = Fastest(() => Triad(a, b, c));
        return 3.0 * sizeof(float) * Length / seconds;
    }

    /// <summary>Ten chains, so that none waits: two additions can start at each cycle, and one takes four or five.</summary>
    private static float Fma(int steps)
    {
        var (x, y) = (Vector256.Create(0.999f), Vector256.Create(0.001f));
        var (a, b, c, d, e) = (x, x, x, x, x);
        var (f, g, h, i, j) = (x, x, x, x, x);
        for (int step = 0; step < steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }

    private static float Triad(float[] a, float[] b, float[] c)
    {
        var factor = Vector256.Create(1.5f);
        for (int i = 0; i < a.Length; i += Vector256<float>.Count)
        {
            (Vector256.LoadUnsafe(ref b[i]) + (factor * Vector256.LoadUnsafe(ref c[i]))).StoreUnsafe(ref a[i]);
        }

        return a[^1];
    }

    private static double Fastest(Func<float> work) => Enumerable.Range(0, Repeats).Min(_ =>
    {
        var clock = Stopwatch.StartNew();
        GC.KeepAlive(work());
        return clock.Elapsed.TotalSeconds;
    });
}
