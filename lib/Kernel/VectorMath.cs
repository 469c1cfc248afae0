using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>What <see cref="Vector"/> has for float and double apart, for a T that is one of them; and a faster exponential.</summary>
/// <remarks>Every <c>typeof(T) == typeof(float)</c> is decided when T's code is compiled: no branch is left.</remarks>
internal static class VectorMath
{
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
        factors = factors[..values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= factors[i];
        }
    }

    /// <summary>2^x for x of 0 or less, to 2 units in the last place; NaN for NaN.</summary>
    /// <remarks>
    /// Twice as fast as <see cref="Vector.Exp(Vector{float})"/>, which handles every x and computes floats in double.
    /// x is a whole number n plus r in [-½, ½]: adding 1.5·2^23 pushes the fraction of a float out of its mantissa and leaves
    /// n in the lowest bits (1.5·2^52 for a double). 2^r is its Taylor series, Σ (r ln 2)^i / i!, up to an error below the
    /// rounding: (ln 2 / 2)^8 / 8! = 5e-9. And multiplying by 2^n is adding n to the exponent bits. x is cut off where those
    /// bits are all 0, at n = -127 (-1023 for a double), so that what vanishes is 0 exactly. Between that and the smallest
    /// normal number the result is below the smallest normal number, too, but no more than that.
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
        x = Vector.MaxNative(new Vector<float>(-127), x);
        var shifted = x + shifter;
        var r = x - (shifted - shifter);

        var series = new Vector<float>(1.5252734e-5f);                        // (ln 2)^7 / 7!
        series = Vector.MultiplyAddEstimate(series, r, new(1.5403530e-4f));
        series = Vector.MultiplyAddEstimate(series, r, new(1.3333558e-3f));
        series = Vector.MultiplyAddEstimate(series, r, new(9.6181291e-3f));
        series = Vector.MultiplyAddEstimate(series, r, new(5.5504109e-2f));
        series = Vector.MultiplyAddEstimate(series, r, new(2.4022651e-1f));
        series = Vector.MultiplyAddEstimate(series, r, new(6.9314718e-1f));      // ln 2
        series = Vector.MultiplyAddEstimate(series, r, Vector<float>.One);
        return (series.As<float, int>() + Vector.ShiftLeft(shifted.As<float, int>(), 23)).As<int, float>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Exp2(Vector<double> x)
    {
        var shifter = new Vector<double>(1.5 * (1L << 52));
        x = Vector.MaxNative(new Vector<double>(-1023), x);
        var shifted = x + shifter;
        var r = x - (shifted - shifter);

        var series = new Vector<double>(1.3691488853904124e-12);              // (ln 2)^13 / 13!
        series = Vector.MultiplyAddEstimate(series, r, new(2.5678435993488196e-11));
        series = Vector.MultiplyAddEstimate(series, r, new(4.44553827187081e-10));
        series = Vector.MultiplyAddEstimate(series, r, new(7.054911620801121e-09));
        series = Vector.MultiplyAddEstimate(series, r, new(1.0178086009239696e-07));
        series = Vector.MultiplyAddEstimate(series, r, new(1.3215486790144305e-06));
        series = Vector.MultiplyAddEstimate(series, r, new(1.5252733804059838e-05));
        series = Vector.MultiplyAddEstimate(series, r, new(0.00015403530393381606));
        series = Vector.MultiplyAddEstimate(series, r, new(0.0013333558146428441));
        series = Vector.MultiplyAddEstimate(series, r, new(0.009618129107628477));
        series = Vector.MultiplyAddEstimate(series, r, new(0.055504108664821576));
        series = Vector.MultiplyAddEstimate(series, r, new(0.2402265069591007));
        series = Vector.MultiplyAddEstimate(series, r, new(0.6931471805599453)); // ln 2
        series = Vector.MultiplyAddEstimate(series, r, Vector<double>.One);
        return (series.As<double, long>() + Vector.ShiftLeft(shifted.As<double, long>(), 52)).As<long, double>();
    }
}
