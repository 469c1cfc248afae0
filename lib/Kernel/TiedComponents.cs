using System.Numerics;

namespace Gmm;

/// <summary>Components that tilt in the same way: correlations are taken out once for all.</summary>
internal sealed class TiedComponents : MatrixComponents
{
    private const int Width = GroupedSamples.Width;

    private readonly double[] _centre;
    private readonly double[] _whitening;
    private readonly double[] _whitenedMeans; // [K, D]
    private readonly double[] _ones;

    /// <param name="scale">The Cholesky factor, [D, D].</param>
    /// <param name="centre">A point near the samples, [D]: differences from it are whitened, so that little cancels.</param>
    /// <inheritdoc/>
    public TiedComponents(double[] heights, double[] means, double[] scale, double[] centre)
        : base(heights, means, [])
    {
        (_centre, _whitening) = (centre, WhiteningLoops.Packed(scale, Features, ToBits));
        _ones = [.. Enumerable.Repeat(1.0, Features)];
        _whitenedMeans = new double[means.Length];
        for (int k = 0; k < Count; k++)
        {
            var own = _whitenedMeans.AsSpan(k * Features, Features);
            for (int d = 0; d < Features; d++)
            {
                own[d] = means[(k * Features) + d] - centre[d];
            }

            Cholesky.Solve(scale, own);
            for (int d = 0; d < Features; d++)
            {
                own[d] *= ToBits;
            }
        }
    }

    public override void Surprisals(ReadOnlySpan<Vector<double>> x, Span<Vector<double>> surprisals, Span<Vector<double>> scratch)
    {
        int rows = PairLoops.Rows(Features) * Width;
        int group = Features * Width;
        int groups = x.Length / group;
        int length = groups * Width;
        var differences = scratch[..rows];
        Span<Vector<double>> unused = [default, default, default, default];
        var whitened = scratch[rows..];
        for (int g = 0; g < groups; g++)
        {
            Subtract(x.Slice(g * group, group), _centre, differences);
            WhiteningLoops.Apply(_whitening, differences[..group], whitened[(g * group)..], unused);
        }

        for (int k = 0; k < Count; k++)
        {
            AxisComponents.Surprisals(
                Heights[k], _whitenedMeans.AsSpan(k * Features, Features), _ones, whitened[..(groups * group)], surprisals.Slice(k * length, length));
        }
    }
}
