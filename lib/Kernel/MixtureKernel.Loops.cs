using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <content>
/// The loops, each along the samples of a tile. They are compiled for speed at once (AggressiveOptimization): a training of a
/// second would be over before .NET has noticed that they are worth it. Slicing all spans to one length lets the compiler
/// leave out the bounds checks.
/// </content>
internal sealed partial class MixtureKernel<T>
{
    /// <summary>height + ((x - μ_x) s_x)² + ((y - μ_y) s_y)²</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Squares(
        T height, Axis x, Axis y, ReadOnlySpan<Vector<T>> xs, ReadOnlySpan<Vector<T>> ys, Span<Vector<T>> sum)
    {
        if (WideVectorMath.Serve(sum.Length))
        {
            sum.Fill(new(height));
            WideVectorMath.AddSquares((x.Mean, x.Scale), (y.Mean, y.Scale), xs, ys, sum);
            return;
        }

        xs = xs[..sum.Length];
        ys = ys[..sum.Length];
        var start = new Vector<T>(height);
        var (mx, my, sx, sy) = (new Vector<T>(x.Mean), new Vector<T>(y.Mean), new Vector<T>(x.Scale), new Vector<T>(y.Scale));
        for (int i = 0; i < sum.Length; i++)
        {
            var (a, b) = ((xs[i] - mx) * sx, (ys[i] - my) * sy);
            sum[i] = VectorMath.MultiplyAdd(b, b, VectorMath.MultiplyAdd(a, a, start));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSquares(Axis x, Axis y, ReadOnlySpan<Vector<T>> xs, ReadOnlySpan<Vector<T>> ys, Span<Vector<T>> sum)
    {
        if (WideVectorMath.Serve(sum.Length))
        {
            WideVectorMath.AddSquares((x.Mean, x.Scale), (y.Mean, y.Scale), xs, ys, sum);
            return;
        }

        xs = xs[..sum.Length];
        ys = ys[..sum.Length];
        var (mx, my, sx, sy) = (new Vector<T>(x.Mean), new Vector<T>(y.Mean), new Vector<T>(x.Scale), new Vector<T>(y.Scale));
        for (int i = 0; i < sum.Length; i++)
        {
            var (a, b) = ((xs[i] - mx) * sx, (ys[i] - my) * sy);
            sum[i] = VectorMath.MultiplyAdd(b, b, VectorMath.MultiplyAdd(a, a, sum[i]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LogDensities(ReadOnlySpan<Vector<T>> least, ReadOnlySpan<Vector<T>> total, Span<Vector<T>> result)
    {
        least = least[..result.Length];
        total = total[..result.Length];
        var toNats = new Vector<T>(T.CreateChecked(Math.Log(2)));
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (VectorMath.Log2(total[i]) - least[i]) * toNats;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Weigh(Span<Vector<T>> w, ReadOnlySpan<Vector<T>> factor)
    {
        factor = factor[..w.Length];
        var sum = Vector<T>.Zero;
        for (int i = 0; i < w.Length; i++)
        {
            w[i] *= factor[i];
            sum += w[i];
        }

        return double.CreateChecked(Vector.Sum(sum));
    }

    /// <summary>Σ w (x - μ_x), Σ w (x - μ_x)², and the same of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Moments(
        ReadOnlySpan<Vector<T>> w, T meanX, T meanY, ReadOnlySpan<Vector<T>> xs, ReadOnlySpan<Vector<T>> ys, Span<double> moments)
    {
        xs = xs[..w.Length];
        ys = ys[..w.Length];
        var (mx, my) = (new Vector<T>(meanX), new Vector<T>(meanY));
        var (firstX, secondX, firstY, secondY) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        for (int i = 0; i < w.Length; i++)
        {
            var (dx, dy) = (xs[i] - mx, ys[i] - my);
            var (wx, wy) = (w[i] * dx, w[i] * dy);
            firstX += wx;
            firstY += wy;
            secondX = VectorMath.MultiplyAdd(wx, dx, secondX);
            secondY = VectorMath.MultiplyAdd(wy, dy, secondY);
        }

        moments[0] = double.CreateChecked(Vector.Sum(firstX));
        moments[1] = double.CreateChecked(Vector.Sum(secondX));
        moments[2] = double.CreateChecked(Vector.Sum(firstY));
        moments[3] = double.CreateChecked(Vector.Sum(secondY));
    }
}
