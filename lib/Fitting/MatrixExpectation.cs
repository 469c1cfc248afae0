using System.Numerics;

namespace Gmm;

/// <summary>
/// The E step for components that tilt, a tile of samples at a time: the same sums as <see cref="PlainExpectation"/>, several
/// samples an instruction.
/// </summary>
internal sealed class MatrixExpectation : IExpectation
{
    /// <summary>Vectors a tile: as many chains of sums as keep the processor busy.</summary>
    private const int Tile = 4;

    private static readonly Vector<double> Log2E = new(Math.Log2(Math.E));

    private readonly SampleBlock<double> _samples;
    private readonly double[] _weights; // [P], 0 for the padding
    private readonly int _features;

    /// <param name="weights">One a sample; null for 1 each.</param>
    public MatrixExpectation(Samples samples, double[]? weights)
    {
        int lanes = Tile * Vector<double>.Count;
        int padded = (samples.Count + lanes - 1) / lanes * lanes;
        int[] rows = [.. Enumerable.Range(0, padded).Select(n => Math.Min(n, samples.Count - 1))];
        _samples = new(samples.At(rows).Values, padded, samples.Features);
        _features = samples.Features;
        _weights = new double[padded];
        _weights.AsSpan(0, samples.Count).Fill(1);
        weights?.CopyTo(_weights, 0);
    }

    public SufficientStatistics Run(GaussianMixture mixture)
    {
        int components = mixture.Components;
        double[][] inverses = [.. Enumerable.Range(0, components).Select(k => Cholesky.Inverse(mixture.Scale(k), _features))];
        double[][] means = [.. Enumerable.Range(0, components).Select(k => mixture.Mean(k).ToArray())];
        var differences = new Vector<double>[components * _features * Tile];
        var shares = new Vector<double>[components * Tile];
        var sums = new TileSums[components];
        for (int k = 0; k < components; k++)
        {
            sums[k] = new(_features);
        }

        var logLikelihood = Vector<double>.Zero;
        for (int start = 0; start < _samples.Vectors; start += Tile)
        {
            for (int k = 0; k < components; k++)
            {
                var own = differences.AsSpan(k * _features * Tile, _features * Tile);
                Subtract(start, means[k], own);
                SquaredLength(inverses[k], own, shares.AsSpan(k * Tile, Tile));
                Scale(shares.AsSpan(k * Tile, Tile), mixture.AtMean(k));
            }

            var weights = _samples.Row(_weights, 0, start, Tile);
            for (int v = 0; v < Tile; v++)
            {
                logLikelihood += Share(shares, v, weights[v]);
            }

            for (int k = 0; k < components; k++)
            {
                sums[k].Add(shares.AsSpan(k * Tile, Tile), differences.AsSpan(k * _features * Tile, _features * Tile));
            }
        }

        var statistics = new SufficientStatistics(mixture.FlatMeans, components, pairs: true) { LogLikelihood = Vector.Sum(logLikelihood) };
        for (int k = 0; k < components; k++)
        {
            sums[k].CopyTo(statistics, k);
        }

        return statistics;
    }

    private void Subtract(int start, double[] mean, Span<Vector<double>> differences)
    {
        for (int d = 0; d < mean.Length; d++)
        {
            var x = _samples.Axis(d, start, Tile);
            var centre = new Vector<double>(mean[d]);
            for (int v = 0; v < Tile; v++)
            {
                differences[(d * Tile) + v] = x[v] - centre;
            }
        }
    }

    /// <summary>|L⁻¹·difference|² of a tile of samples.</summary>
    private static void SquaredLength(double[] inverse, ReadOnlySpan<Vector<double>> differences, Span<Vector<double>> squared)
    {
        int size = differences.Length / Tile;
        var (s0, s1, s2, s3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        for (int i = 0; i < size; i++)
        {
            var row = inverse.AsSpan(i * size, i + 1);
            var x = differences[..(row.Length * Tile)];
            var (z0, z1, z2, z3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            for (int j = 0; j < row.Length; j++)
            {
                var factor = new Vector<double>(row[j]);
                z0 = Vector.MultiplyAddEstimate(factor, x[Tile * j], z0);
                z1 = Vector.MultiplyAddEstimate(factor, x[(Tile * j) + 1], z1);
                z2 = Vector.MultiplyAddEstimate(factor, x[(Tile * j) + 2], z2);
                z3 = Vector.MultiplyAddEstimate(factor, x[(Tile * j) + 3], z3);
            }

            (s0, s1, s2, s3) = (s0 + (z0 * z0), s1 + (z1 * z1), s2 + (z2 * z2), s3 + (z3 * z3));
        }

        (squared[0], squared[1], squared[2], squared[3]) = (s0, s1, s2, s3);
    }

    /// <summary>Squared lengths to log-densities, in base 2.</summary>
    private static void Scale(Span<Vector<double>> squared, double atMean)
    {
        for (int v = 0; v < Tile; v++)
        {
            squared[v] = Log2E * (new Vector<double>(atMean) - (new Vector<double>(0.5) * squared[v]));
        }
    }

    /// <summary>Turns log-densities of components into weight times share, in place.</summary>
    /// <returns>Weight times log-density.</returns>
    private static Vector<double> Share(Span<Vector<double>> joint, int at, Vector<double> weight)
    {
        var most = joint[at];
        for (int i = at + Tile; i < joint.Length; i += Tile)
        {
            most = Vector.Max(most, joint[i]);
        }

        var total = Vector<double>.Zero;
        for (int i = at; i < joint.Length; i += Tile)
        {
            joint[i] = VectorMath.Exp2(joint[i] - most);
            total += joint[i];
        }

        var scale = weight / total;
        for (int i = at; i < joint.Length; i += Tile)
        {
            joint[i] *= scale;
        }

        return Vector.ConditionalSelect(Vector.GreaterThan(weight, Vector<double>.Zero), weight * ((most / Log2E) + Vector.Log(total)), Vector<double>.Zero);
    }
}
