using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gmm;

/// <summary>
/// Samples on plain memory as <see cref="MixturePass"/> reads them: groups of four vectors, one place a sample, and all features of
/// a group together, [groups, D, 4]. Four vectors are as many chains of sums as keep a processor busy.
/// </summary>
/// <remarks>The last group is filled up with the last sample.</remarks>
internal sealed class GroupedSamples
{
    /// <summary>Vectors of a group.</summary>
    public const int Width = 4;

    private readonly AlignedArray<double> _values;

    /// <param name="samples">Copied.</param>
    /// <exception cref="ArgumentException">There are more numbers than one array can hold.</exception>
    public GroupedSamples(Samples samples)
    {
        (Count, Features) = (samples.Count, samples.Features);
        Groups = (int)(((long)Count + Lanes - 1) / Lanes);
        if ((long)Groups * Features * Lanes > AlignedArray<double>.MostNumbers)
        {
            throw new ArgumentException($"x has shape [{Count}, {Features}]: too much for one pass, give it in batches.", nameof(samples));
        }

        _values = new(Groups * Features * Lanes);
        Fill(samples.Values, _values.Span);
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>D.</summary>
    public int Features { get; }

    public int Groups { get; }

    /// <summary>N with the places that fill the last group.</summary>
    public int Padded => Groups * Lanes;

    /// <summary>Samples of a group.</summary>
    public static int Lanes => Width * Vector<double>.Count;

    /// <summary>Some groups, [count, D, 4].</summary>
    public ReadOnlySpan<Vector<double>> From(int group, int count) =>
        MemoryMarshal.Cast<double, Vector<double>>(_values.Span.Slice(group * Features * Lanes, count * Features * Lanes));

    /// <summary>Numbers of which each sample has one, [N], with 0 for the places that fill the last group.</summary>
    /// <param name="values">Null for 1 each.</param>
    public double[] Padding(double[]? values)
    {
        double[] padded = new double[Padded];
        padded.AsSpan(0, Count).Fill(1);
        values?.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>Numbers of some groups' samples as vectors, [count, 4].</summary>
    public static Span<Vector<double>> Part(double[] padded, int group, int count) =>
        MemoryMarshal.Cast<double, Vector<double>>(padded.AsSpan(group * Lanes, count * Lanes));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<double> rows, Span<double> numbers)
    {
        int size = Features * Lanes;
        for (int group = 0; group < Groups; group++)
        {
            var own = rows[(group * size)..Math.Min(rows.Length, (group + 1) * size)];
            var places = numbers.Slice(group * size, size);
            int last = own.Length - Features;
            for (int d = 0, place = 0; d < Features; d++)
            {
                for (int lane = 0; lane < Lanes; lane++, place++)
                {
                    places[place] = own[Math.Min(lane * Features, last) + d];
                }
            }
        }
    }
}
