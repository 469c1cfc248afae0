using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gmm;

/// <summary>Adam on plain memory, with PyTorch's settings and in PyTorch's order of operations.</summary>
/// <remarks>
/// Kingma and Ba, "Adam: a method for stochastic optimization" (2015). TorchSharp's own takes ten native calls a parameter,
/// which is longer than the whole of a small mixture's gradient.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="count">How many numbers are trained.</param>
internal sealed class Adam<T>(int count)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly T[] _first = new T[count];
    private readonly T[] _second = new T[count];
    private int _steps;

    /// <summary>Moves the parameters one step downhill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(Span<T> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        _steps++;
        var stepSize = T.CreateChecked(-learningRate / (1 - Math.Pow(Beta1, _steps)));
        var correction = T.CreateChecked(Math.Sqrt(1 - Math.Pow(Beta2, _steps)));
        var (beta1, beta2, epsilon) = (T.CreateChecked(Beta1), T.CreateChecked(Beta2), T.CreateChecked(Epsilon));
        var (rest1, rest2) = (T.CreateChecked(1 - Beta1), T.CreateChecked(1 - Beta2));
        for (int i = 0; i < parameters.Length; i++)
        {
            var g = T.CreateSaturating(gradient[i]);
            _first[i] = (_first[i] * beta1) + (rest1 * g);
            _second[i] = (_second[i] * beta2) + (rest2 * g * g);
            var scale = (T.Sqrt(_second[i]) / correction) + epsilon;
            parameters[i] += stepSize * (_first[i] / scale);
        }
    }
}
