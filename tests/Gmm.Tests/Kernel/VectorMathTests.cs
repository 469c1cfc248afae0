using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace Gmm.Tests;

/// <summary>Oracle: <see cref="Math.Pow"/> in double, which is right to the last place.</summary>
public class VectorMathTests
{
    /// <summary>Two units in the last place: one for the series' last step, one for the steps before it.</summary>
    [Fact]
    public void Exp2_OfAnyFloatThatDoesNotVanish_IsRightToTwoUnitsInTheLastPlace()
    {
        for (float x = 0; x >= -50; x -= 0.00137f)
        {
            double expected = Math.Pow(2, x);
            double actual = VectorMath.Exp2(new Vector<float>(x))[0];
            Assert.True(Math.Abs(actual - expected) <= 2 * 1.2e-7 * expected, $"2^{x:R} is {expected:R}, not {actual:R}");
        }
    }

    [Fact]
    public void Exp2_OfAnyNonPositiveDouble_IsRightToTwoUnitsInTheLastPlace()
    {
        for (double x = 0; x >= -1022; x -= 0.0137)
        {
            double expected = Math.Pow(2, x);
            double actual = VectorMath.Exp2(new Vector<double>(x))[0];
            Assert.True(Math.Abs(actual - expected) <= 2 * 2.3e-16 * expected, $"2^{x:R} is {expected:R}, not {actual:R}");
        }
    }

    [Fact]
    public void Exp2_BelowTheRange_Vanishes_AndOfNaNIsNaN()
    {
        Assert.Equal(0, VectorMath.Exp2(new Vector<float>(float.NegativeInfinity))[0]);
        Assert.Equal(0, VectorMath.Exp2(new Vector<double>(-5000))[0]);
        Assert.All(new[] { -50.001f, -126.4f, -1e30f, float.MinValue }, x => Assert.Equal(0, VectorMath.Exp2(new Vector<float>(x))[0]));
        Assert.InRange(VectorMath.Exp2(new Vector<double>(-1022.7))[0], 0, 2.3e-308);
        Assert.True(float.IsNaN(VectorMath.Exp2(new Vector<float>(float.NaN))[0]));
        Assert.True(double.IsNaN(VectorMath.Exp2(new Vector<double>(double.NaN))[0]));
    }

    /// <summary>An odd number of vectors has no wide ones.</summary>
    [Fact]
    public void Loops_OverVectorsWideOrNot_GiveTheSameBits()
    {
        Assert.SkipUnless(WideLoops.IsSupported, "This processor has no vectors that are wider.");
        AssertSameBits<float>();
        AssertSameBits<double>();
    }

    private static void AssertSameBits<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Even = 6;
        var random = new Random(1);
        Vector<T>[][] numbers = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Even).Select(_ => Drawn()).ToArray())];
        var even = Results(Even);
        var odd = Results(Even - 1);

        Assert.All(even.Zip(odd), pair => Assert.Equal(Numbers(pair.Second), Numbers(pair.First[..(Even - 1)])));

        static T[] Numbers(Vector<T>[] vectors) => MemoryMarshal.Cast<Vector<T>, T>(vectors).ToArray(); // NaN is equal to NaN there

        Vector<T>[][] Results(int length)
        {
            Vector<T>[] least = [.. numbers[0][..length]];
            Vector<T>[] surprisals = [.. numbers[1][..length]];
            Vector<T>[] total = new Vector<T>[length];
            VectorMath.TakeLeast<T>(least, surprisals);
            VectorMath.Exponentiate<T>(surprisals, least, total);
            VectorMath.MultiplyBy<T>(total, numbers[2].AsSpan(0, length));
            Vector<T>[] squares = [.. numbers[0][..length]];
            AddSquares(squares, numbers[1].AsSpan(0, length), numbers[2].AsSpan(0, length));
            return [least, surprisals, total, squares];
        }

        Vector<T> Drawn() => new([.. Enumerable.Range(0, Vector<T>.Count).Select(_ => random.Next(10) switch
        {
            0 => T.NaN,
            1 => T.PositiveInfinity,
            2 => T.CreateChecked(1e30),
            _ => T.CreateChecked(100 * random.NextDouble()),
        })]);
    }

    private static void AddSquares<T>(Span<Vector<T>> sum, ReadOnlySpan<Vector<T>> xs, ReadOnlySpan<Vector<T>> ys)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (mean, scale) = (T.CreateChecked(0.7), T.CreateChecked(1.3));
        if (WideVectorMath.Serve(sum.Length))
        {
            WideVectorMath.AddSquares((mean, scale), (scale, mean), xs, ys, sum);
            return;
        }

        for (int i = 0; i < sum.Length; i++)
        {
            var (a, b) = ((xs[i] - new Vector<T>(mean)) * scale, (ys[i] - new Vector<T>(scale)) * mean);
            sum[i] = VectorMath.MultiplyAdd(b, b, VectorMath.MultiplyAdd(a, a, sum[i]));
        }
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(100_003)]
    public void ALargeArray_BeginsWithACacheLine(int length)
    {
        var floats = new AlignedArray<float>(length);
        var doubles = new AlignedArray<double>(length);

        Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref floats.Span[0]) % 64);
        Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<double>(), ref doubles.Span[0]) % 64);
        Assert.Equal((length, length), (floats.Span.Length, doubles.Span.Length));
    }
}
