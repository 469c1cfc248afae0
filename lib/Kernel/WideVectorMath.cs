using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gmm;

/// <summary>
/// Loops of <see cref="VectorMath"/> and <see cref="MixtureKernel{T}"/> for processors whose registers are wider than a <see cref="Vector{T}"/>
/// there, which two neighbours fill: see <see cref="WideLoops"/>. Each place is computed as without them, so results are the same to the bit.
/// </summary>
internal static class WideVectorMath
{
    /// <summary>Whether this processor has them, and so many vectors are a whole number of wide ones.</summary>
    public static bool Serve(int vectors) => WideLoops.IsSupported && vectors % WideLoops.Narrow == 0;

    /// <inheritdoc cref="VectorMath.TakeLeast"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TakeLeast<T>(Span<Vector<T>> least, ReadOnlySpan<Vector<T>> others)
        where T : unmanaged
    {
        var result = Wide(least);
        var other = Wide(others)[..result.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Vector512.MinNative(other[i], result[i]);
        }
    }

    /// <inheritdoc cref="VectorMath.Exponentiate"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exponentiate<T>(Span<Vector<T>> surprisals, ReadOnlySpan<Vector<T>> least, Span<Vector<T>> total)
        where T : unmanaged
    {
        var result = Wide(surprisals);
        var from = Wide(least)[..result.Length];
        var sum = Wide(total)[..result.Length];
        for (int i = 0; i < result.Length; i++)
        {
            var relative = Exp2(from[i] - result[i]);
            result[i] = relative;
            sum[i] += relative;
        }
    }

    /// <inheritdoc cref="VectorMath.MultiplyBy"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyBy<T>(Span<Vector<T>> values, ReadOnlySpan<Vector<T>> factors)
        where T : unmanaged
    {
        var result = Wide(values);
        var factor = Wide(factors)[..result.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] *= factor[i];
        }
    }

    /// <summary>sum + ((x - μ_x) s_x)² + ((y - μ_y) s_y)², which is what two axes add to a surprisal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSquares<T>(
        (T Mean, T Scale) x, (T Mean, T Scale) y, ReadOnlySpan<Vector<T>> xs, ReadOnlySpan<Vector<T>> ys, Span<Vector<T>> sum)
        where T : unmanaged
    {
        var result = Wide(sum);
        var wx = Wide(xs)[..result.Length];
        var wy = Wide(ys)[..result.Length];
        var (mx, my, sx, sy) = (Vector512.Create(x.Mean), Vector512.Create(y.Mean), Vector512.Create(x.Scale), Vector512.Create(y.Scale));
        for (int i = 0; i < result.Length; i++)
        {
            var (a, b) = ((wx[i] - mx) * sx, (wy[i] - my) * sy);
            result[i] = MultiplyAdd(b, b, MultiplyAdd(a, a, result[i]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
        : Vector512.MultiplyAddEstimate(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Exp2<T>(Vector512<T> x)
        where T : unmanaged => typeof(T) == typeof(float)
        ? Exp2(x.As<T, float>()).As<float, T>()
        : Exp2(x.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp2(Vector512<float> x)
    {
        var shifter = Vector512.Create(1.5f * (1 << 23));
        var shifted = x + shifter;
        var r = x - (shifted - shifter);

        var series = Vector512.Create(Taylor.C7);
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Taylor.C6));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Taylor.C5));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Taylor.C4));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Taylor.C3));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Taylor.C2));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Taylor.C1));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512<float>.One);
        var result = series.AsInt32() + Vector512.ShiftLeft(shifted.AsInt32(), 23);
        return Vector512.AndNot(result, Vector512.LessThan(x, Vector512.Create(VectorMath.Vanishing)).AsInt32()).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp2(Vector512<double> x)
    {
        var shifter = Vector512.Create(1.5 * (1L << 52));
        x = Vector512.MaxNative(Vector512.Create(-1023.0), x);
        var shifted = x + shifter;
        var r = x - (shifted - shifter);

        var series = Vector512.Create(Chebyshev.C11);
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C10));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C9));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C8));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C7));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C6));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C5));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C4));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C3));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C2));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512.Create(Chebyshev.C1));
        series = Vector512.MultiplyAddEstimate(series, r, Vector512<double>.One);
        return (series.AsInt64() + Vector512.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    private static Span<Vector512<T>> Wide<T>(Span<Vector<T>> vectors)
        where T : unmanaged => MemoryMarshal.Cast<Vector<T>, Vector512<T>>(vectors);

    private static ReadOnlySpan<Vector512<T>> Wide<T>(ReadOnlySpan<Vector<T>> vectors)
        where T : unmanaged => MemoryMarshal.Cast<Vector<T>, Vector512<T>>(vectors);
}
