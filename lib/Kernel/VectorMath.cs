using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>What <see cref="Vector"/> has for float and double apart, for a T that is one of them; and a faster exponential.</summary>
/// <remarks>Every <c>typeof(T) == typeof(float)</c> is decided when T's code is compiled: no branch is left.</remarks>
internal static class VectorMath
{
    /// <summary>log₂ of what a float below counts as 0.</summary>
    public const float Vanishing = -50;

    /// <summary>a·b + c, with one rounding where the processor has an instruction for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c)
        where T : unmanaged => typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    /// <summary>Base-2 logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Log2<T>(Vector<T> x)
        where T : unmanaged => typeof(T) == typeof(float)
        ? Vector.Log2(x.As<T, float>()).As<float, T>()
        : Vector.Log2(x.As<T, double>()).As<double, T>();

    /// <summary>Lowers each number to the other, where that is less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TakeLeast<T>(Span<Vector<T>> least, ReadOnlySpan<Vector<T>> others)
        where T : unmanaged
    {
        if (WideVectorMath.Serve(least.Length))
        {
            WideVectorMath.TakeLeast(least, others);
            return;
        }

        others = others[..least.Length];
        for (int i = 0; i < least.Length; i++)
        {
            least[i] = Vector.MinNative(others[i], least[i]);
        }
    }

    /// <summary>Turns surprisals in bits into densities relative to the largest, in place, and adds them up.</summary>
    /// <param name="least">The least surprisal of each sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exponentiate<T>(Span<Vector<T>> surprisals, ReadOnlySpan<Vector<T>> least, Span<Vector<T>> total)
        where T : unmanaged
    {
        if (WideVectorMath.Serve(surprisals.Length))
        {
            WideVectorMath.Exponentiate(surprisals, least, total);
            return;
        }

        least = least[..surprisals.Length];
        total = total[..surprisals.Length];
        for (int i = 0; i < surprisals.Length; i++)
        {
            var relative = Exp2(least[i] - surprisals[i]);
            surprisals[i] = relative;
            total[i] += relative;
        }
    }

    /// <summary>Multiplies in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyBy<T>(Span<Vector<T>> values, ReadOnlySpan<Vector<T>> factors)
        where T : unmanaged
    {
        if (WideVectorMath.Serve(values.Length))
        {
            WideVectorMath.MultiplyBy(values, factors);
            return;
        }

        factors = factors[..values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= factors[i];
        }
    }

    /// <summary>2^x for x of 0 or less, to 2 units in the last place; NaN for NaN; 0 for what vanishes.</summary>
    /// <remarks>
    /// <para>
    /// Twice as fast as <see cref="Vector.Exp(Vector{float})"/>, which handles every x and computes floats in double.
    /// x is a whole number n plus r in [-½, ½]: adding 1.5·2^23 pushes the fraction of a float out of its mantissa and leaves
    /// n in the lowest bits (1.5·2^52 for a double). 2^r is a polynomial, by <see cref="Taylor"/> or <see cref="Chebyshev"/>,
    /// up to an error below the rounding: of floats (ln 2 / 2)^8 / 8! = 5e-9. And multiplying by 2^n is adding n to the exponent bits.
    /// </para>
    /// <para>
    /// A float below 2^-50 vanishes: beside the largest density, which is 1, it is nothing, and what it is multiplied by next would take it
    /// below the smallest normal number, where some processors need a hundred cycles for an instruction (a training step took them twice as
    /// long). A double goes on to where its exponent bits are all 0, at n = -1023. Between that and the smallest normal number the result
    /// is below the smallest normal number, too, but no more than that.
    /// </para>
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp2<T>(Vector<T> x)
        where T : unmanaged => typeof(T) == typeof(float)
        ? Exp2(x.As<T, float>()).As<float, T>()
        : Exp2(x.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exp2(Vector<float> x)
    {
        var shifter = new Vector<float>(1.5f * (1 << 23));
        var shifted = x + shifter;
        var r = x - (shifted - shifter);

        var series = new Vector<float>(Taylor.C7);
        series = Vector.MultiplyAddEstimate(series, r, new(Taylor.C6));
        series = Vector.MultiplyAddEstimate(series, r, new(Taylor.C5));
        series = Vector.MultiplyAddEstimate(series, r, new(Taylor.C4));
        series = Vector.MultiplyAddEstimate(series, r, new(Taylor.C3));
        series = Vector.MultiplyAddEstimate(series, r, new(Taylor.C2));
        series = Vector.MultiplyAddEstimate(series, r, new(Taylor.C1));
        series = Vector.MultiplyAddEstimate(series, r, Vector<float>.One);
        var result = series.As<float, int>() + Vector.ShiftLeft(shifted.As<float, int>(), 23);
        return Vector.AndNot(result, Vector.LessThan(x, new Vector<float>(Vanishing))).As<int, float>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Exp2(Vector<double> x)
    {
        var shifter = new Vector<double>(1.5 * (1L << 52));
        x = Vector.MaxNative(new Vector<double>(-1023), x);
        var shifted = x + shifter;
        var r = x - (shifted - shifter);

        var series = new Vector<double>(Chebyshev.C11);
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C10));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C9));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C8));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C7));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C6));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C5));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C4));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C3));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C2));
        series = Vector.MultiplyAddEstimate(series, r, new(Chebyshev.C1));
        series = Vector.MultiplyAddEstimate(series, r, Vector<double>.One);
        return (series.As<double, long>() + Vector.ShiftLeft(shifted.As<double, long>(), 52)).As<long, double>();
    }
}
