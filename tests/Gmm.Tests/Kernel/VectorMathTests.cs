using System.Numerics;
using Xunit;

namespace Gmm.Tests;

/// <summary>Oracle: <see cref="Math.Pow"/> in double, which is right to the last place.</summary>
public class VectorMathTests
{
    /// <summary>Two units in the last place: one for the series' last step, one for the steps before it.</summary>
    [Fact]
    public void Exp2_OfAnyNonPositiveFloat_IsRightToTwoUnitsInTheLastPlace()
    {
        for (float x = 0; x >= -126; x -= 0.00137f)
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
        Assert.InRange(VectorMath.Exp2(new Vector<float>(-126.4f))[0], 0, 1.2e-38f);
        Assert.InRange(VectorMath.Exp2(new Vector<double>(-1022.7))[0], 0, 2.3e-308);
        Assert.True(float.IsNaN(VectorMath.Exp2(new Vector<float>(float.NaN))[0]));
        Assert.True(double.IsNaN(VectorMath.Exp2(new Vector<double>(double.NaN))[0]));
    }
}
