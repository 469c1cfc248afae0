using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>Components whose axes are independent of one another.</summary>
internal sealed class AxisComponents : GaussianComponents
{
    private readonly double[] _scales;

    /// <param name="stdevs">σ, [K, D].</param>
    /// <inheritdoc/>
    public AxisComponents(double[] heights, double[] means, double[] stdevs)
        : base(heights, means) => _scales = Array.ConvertAll(stdevs, sigma => ToBits / sigma);

    /// <param name="logWeights">log π, [K].</param>
    /// <param name="means">[K, D].</param>
    /// <param name="stdevs">σ, [K, D].</param>
    public static AxisComponents Of(double[] logWeights, double[] means, double[] stdevs)
    {
        double[] heights = new double[logWeights.Length];
        int features = means.Length / heights.Length;
        for (int k = 0; k < heights.Length; k++)
        {
            double logAtMean = logWeights[k] - (0.5 * features * Math.Log(2 * Math.PI));
            foreach (double sigma in stdevs.AsSpan(k * features, features))
            {
                logAtMean -= Math.Log(sigma);
            }

            heights[k] = -logAtMean / Math.Log(2);
        }

        return new(heights, means, stdevs);
    }

    public override SecondMoments Moments => SecondMoments.Axes;

    public override int Sums => Count * (1 + (2 * Features));

    public override int Scratch => 0;

    public override void Surprisals(ReadOnlySpan<Vector<double>> x, Span<Vector<double>> surprisals, Span<Vector<double>> scratch)
    {
        int length = surprisals.Length / Count;
        for (int k = 0; k < Count; k++)
        {
            var own = k * Features;
            Surprisals(Heights[k], Means.AsSpan(own, Features), _scales.AsSpan(own, Features), x, surprisals.Slice(k * length, length));
        }
    }

    public override void Add(ReadOnlySpan<Vector<double>> x, ReadOnlySpan<Vector<double>> r, Span<Vector<double>> sums, Span<Vector<double>> scratch)
    {
        int length = r.Length / Count;
        for (int k = 0; k < Count; k++)
        {
            var share = r.Slice(k * length, length);
            var own = sums.Slice(k * (Sums / Count), Sums / Count);
            var first = own.Slice(1, Features);
            var second = own[(1 + Features)..];
            own[0] += Total(share);
            int d = WideLoops.IsSupported ? WideLoops.AddMoments(Means.AsSpan(k * Features, Features), x, share, first, second) : 0;
            for (; d < Features; d++)
            {
                AddMoments(Means[(k * Features) + d], x[(d * GroupedSamples.Width)..], Features, share, ref first[d], ref second[d]);
            }
        }
    }

    public override void CopyTo(SufficientStatistics statistics, ReadOnlySpan<double> sums)
    {
        for (int k = 0; k < Count; k++)
        {
            var own = sums.Slice(k * (Sums / Count), Sums / Count);
            statistics.Totals[k] = own[0];
            own.Slice(1, Features).CopyTo(statistics.First.AsSpan(k * Features));
            own[(1 + Features)..].CopyTo(statistics.Second.AsSpan(k * Features));
        }
    }

    /// <summary>height + Σ ((x - μ)·scale)²: differences first, because expanding (x - μ)² would cancel where σ is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Surprisals(
        double height, ReadOnlySpan<double> mean, ReadOnlySpan<double> scale, ReadOnlySpan<Vector<double>> x, Span<Vector<double>> surprisals)
    {
        if (WideLoops.IsSupported)
        {
            WideLoops.Surprisals(height, mean, scale, x, surprisals);
            return;
        }

        scale = scale[..mean.Length];
        for (int at = 0; at < surprisals.Length; at += GroupedSamples.Width)
        {
            var own = x.Slice(at * mean.Length, mean.Length * GroupedSamples.Width);
            var s0 = new Vector<double>(height);
            var (s1, s2, s3) = (s0, s0, s0);
            for (int d = 0; d < mean.Length; d++)
            {
                var (m, s) = (new Vector<double>(mean[d]), new Vector<double>(scale[d]));
                var four = own.Slice(d * GroupedSamples.Width, GroupedSamples.Width);
                var (z0, z1, z2, z3) = ((four[0] - m) * s, (four[1] - m) * s, (four[2] - m) * s, (four[3] - m) * s);
                s0 = Vector.MultiplyAddEstimate(z0, z0, s0);
                s1 = Vector.MultiplyAddEstimate(z1, z1, s1);
                s2 = Vector.MultiplyAddEstimate(z2, z2, s2);
                s3 = Vector.MultiplyAddEstimate(z3, z3, s3);
            }

            var result = surprisals.Slice(at, GroupedSamples.Width);
            (result[0], result[1], result[2], result[3]) = (Finite(s0), Finite(s1), Finite(s2), Finite(s3));
        }
    }

    /// <remarks>Four sums, because each addition waits for the one before.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<double> Total(ReadOnlySpan<Vector<double>> r)
    {
        var s0 = Vector<double>.Zero;
        var (s1, s2, s3) = (s0, s0, s0);
        for (int at = 0; at < r.Length; at += GroupedSamples.Width)
        {
            var four = r.Slice(at, GroupedSamples.Width);
            (s0, s1, s2, s3) = (s0 + four[0], s1 + four[1], s2 + four[2], s3 + four[3]);
        }

        return s0 + s1 + (s2 + s3);
    }

    /// <summary>Σ r·(x - μ) and Σ r·(x - μ)² along one axis.</summary>
    /// <param name="x">From that axis's first vectors on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddMoments(
        double mean, ReadOnlySpan<Vector<double>> x, int features, ReadOnlySpan<Vector<double>> r, ref Vector<double> first, ref Vector<double> second)
    {
        var m = new Vector<double>(mean);
        var f0 = Vector<double>.Zero;
        var (f1, f2, f3) = (f0, f0, f0);
        var (s0, s1, s2, s3) = (f0, f0, f0, f0);
        for (int at = 0; at < r.Length; at += GroupedSamples.Width)
        {
            var four = x.Slice(at * features, GroupedSamples.Width);
            var share = r.Slice(at, GroupedSamples.Width);
            var (d0, d1, d2, d3) = (four[0] - m, four[1] - m, four[2] - m, four[3] - m);
            var (w0, w1, w2, w3) = (share[0] * d0, share[1] * d1, share[2] * d2, share[3] * d3);
            (f0, f1, f2, f3) = (f0 + w0, f1 + w1, f2 + w2, f3 + w3);
            s0 = Vector.MultiplyAddEstimate(w0, d0, s0);
            s1 = Vector.MultiplyAddEstimate(w1, d1, s1);
            s2 = Vector.MultiplyAddEstimate(w2, d2, s2);
            s3 = Vector.MultiplyAddEstimate(w3, d3, s3);
        }

        first += f0 + f1 + (f2 + f3);
        second += s0 + s1 + (s2 + s3);
    }
}
