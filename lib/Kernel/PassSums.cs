using System.Buffers;
using System.Numerics;

namespace Gmm;

/// <summary>What a pass adds up over some samples.</summary>
/// <remarks>The memory is borrowed: of 64 features it is 35 kB a component, and a small fit asks for it thousands of times.</remarks>
internal sealed class PassSums : ISum<PassSums>, IDisposable
{
    private readonly double[] _rented;
    private readonly int _length;

    /// <param name="length">Numbers.</param>
    public PassSums(int length)
    {
        (_rented, _length) = (ArrayPool<double>.Shared.Rent(length), length);
        Clear();
    }

    public Span<double> Numbers => _rented.AsSpan(0, _length);

    /// <summary>Σ weight · log-density.</summary>
    public double LogLikelihood { get; set; }

    public void Add(PassSums other)
    {
        for (int i = 0; i < _length; i++)
        {
            _rented[i] += other._rented[i];
        }

        LogLikelihood += other.LogLikelihood;
    }

    /// <summary>Adds vectors, each of which adds up to one of the numbers.</summary>
    public void Add(ReadOnlySpan<Vector<double>> places)
    {
        var own = Numbers;
        for (int i = 0; i < own.Length; i++)
        {
            own[i] += Vector.Sum(places[i]);
        }
    }

    public void Clear()
    {
        Numbers.Clear();
        LogLikelihood = 0;
    }

    public void Dispose() => ArrayPool<double>.Shared.Return(_rented);
}
