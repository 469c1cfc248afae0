using System.Numerics;

namespace Gmm;

/// <summary>One component's statistics while a <see cref="MatrixExpectation"/> runs: a sum a lane, added up at the end.</summary>
internal sealed class TileSums(int features)
{
    private readonly Vector<double>[] _first = new Vector<double>[features];
    private readonly Vector<double>[] _second = new Vector<double>[features * (features + 1) / 2];
    private Vector<double> _total;

    /// <param name="r">Weight times share, of a tile of four vectors.</param>
    /// <param name="differences">From the component's mean, [D, 4].</param>
    public void Add(ReadOnlySpan<Vector<double>> r, ReadOnlySpan<Vector<double>> differences)
    {
        var (r0, r1, r2, r3) = (r[0], r[1], r[2], r[3]);
        var total = r0 + r1 + (r2 + r3);
        if (total == Vector<double>.Zero)
        {
            return;
        }

        _total += total;
        int cell = 0;
        for (int i = 0; i < _first.Length; i++)
        {
            var (d0, d1, d2, d3) = (r0 * differences[4 * i], r1 * differences[(4 * i) + 1], r2 * differences[(4 * i) + 2], r3 * differences[(4 * i) + 3]);
            _first[i] += d0 + d1 + (d2 + d3);
            var others = differences[..(4 * (i + 1))];
            var cells = _second.AsSpan(cell, i + 1);
            for (int j = 0; j < cells.Length; j++)
            {
                var sum = Vector.MultiplyAddEstimate(d0, others[4 * j], cells[j]);
                var other = d1 * others[(4 * j) + 1];
                sum = Vector.MultiplyAddEstimate(d2, others[(4 * j) + 2], sum);
                other = Vector.MultiplyAddEstimate(d3, others[(4 * j) + 3], other);
                cells[j] = sum + other;
            }

            cell += i + 1;
        }
    }

    /// <summary>Writes the sums where the M step looks for them.</summary>
    public void CopyTo(SufficientStatistics statistics, int component)
    {
        statistics.Totals[component] = Vector.Sum(_total);
        int cell = 0;
        for (int i = 0; i < features; i++)
        {
            int row = (component * features) + i;
            statistics.First[row] = Vector.Sum(_first[i]);
            for (int j = 0; j <= i; j++)
            {
                statistics.Second[(row * features) + j] = Vector.Sum(_second[cell++]);
            }
        }
    }
}
