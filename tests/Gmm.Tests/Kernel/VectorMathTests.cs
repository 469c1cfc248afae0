using System.Numerics;
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

        Assert.All(even.Zip(odd), pair => Assert.Equal(pair.Second, pair.First[..(Even - 1)]));

        Vector<T>[][] Results(int length)
        {
            Vector<T>[] least = [.. numbers[0][..length]];
            Vector<T>[] surprisals = [.. numbers[1][..length]];
            Vector<T>[] total = new Vector<T>[length];
            VectorMath.TakeLeast<T>(least, surprisals);
            VectorMath.Exponentiate<T>(surprisals, least, total);
            VectorMath.MultiplyBy<T>(total, numbers[2].AsSpan(0, length));
            return [least, surprisals, total];
        }

        Vector<T> Drawn() => new([.. Enumerable.Range(0, Vector<T>.Count).Select(_ => T.CreateChecked(100 * random.NextDouble()))]);
    }
}
