using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// A step on plain memory: <see cref="MixtureKernel{T}"/> for loss and gradient, <see cref="Adam{T}"/> for the move. What
/// <see cref="TensorStep"/> does, without a tensor operation; it tests this.
/// </summary>
/// <remarks>It reads and writes the parameters' own memory, so the model is up to date after each step.</remarks>
/// <typeparam name="T">float or double, the model's dtype.</typeparam>
internal sealed class FusedStep<T> : ITrainingStep
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MixtureModel _model;
    private readonly double _likelihoodWeight;
    private readonly Adam<T>[] _adams;
    private readonly T[][][] _remembered;
    private readonly double[] _rawWeights, _logWeights, _means, _stdevs, _slopes, _sums, _toWeights, _toMeans, _toStdevs;
    private MixtureKernel<T>? _kernel;
    private TileLoss<T>? _objective;
    private int _samples;
    private double _loss;

    /// <param name="likelihoodWeight">As in <see cref="TrainingOptions.LikelihoodWeight"/>.</param>
    public FusedStep(MixtureModel model, double likelihoodWeight)
    {
        (_model, _likelihoodWeight) = (model, likelihoodWeight);
        int components = model.Layout.Components;
        int numbers = components * model.Features;
        int[] sizes = [components, numbers, numbers];
        _adams = [.. sizes.Select(size => new Adam<T>(size))];
        _remembered = [.. Enumerable.Range(0, Block + 1).Select(_ => sizes.Select(size => new T[size]).ToArray())];
        (_rawWeights, _logWeights, _toWeights) = (new double[components], new double[components], new double[components]);
        (_means, _stdevs, _slopes) = (new double[numbers], new double[numbers], new double[numbers]);
        (_toMeans, _toStdevs) = (new double[numbers], new double[numbers]);
        _sums = new double[components + (2 * numbers)];
    }

    public int Block => 1;

    public void Use(Tensor samples, Tensor? labels)
    {
        var block = new SampleBlock<T>(samples);
        using var scope = NewDisposeScope();
        T[] weights = block.Rows(ones_like(samples.select(1, 0)));
        _samples = block.Count;
        _kernel = new(block, _model.Layout.Counts, get_num_threads());
        _objective = labels is null
            ? new LikelihoodLoss<T>(block, weights)
            : new CrossEntropyLoss<T>(block, block.Rows(labels.to(samples.dtype)), weights, _likelihoodWeight);
    }

    public void Take(int iteration, double learningRate)
    {
        var remembered = _remembered[iteration % (Block + 1)];
        for (int i = 0; i < remembered.Length; i++)
        {
            Raw(i).CopyTo(remembered[i]);
        }

        ReadComponents(remembered);
        _kernel!.SetComponents(_logWeights, _means, _stdevs);
        _loss = _kernel.Differentiate(_objective!, _sums) / _samples;
        Gradient();
        Move(_model.RawWeights, 0, _toWeights, learningRate);
        Move(_model.Means, 1, _toMeans, learningRate);
        Move(_model.RawStandardDeviations, 2, _toStdevs, learningRate);
    }

    public double[] Losses(int count) => [_loss];

    public void Restore(int iteration)
    {
        var remembered = _remembered[iteration % (Block + 1)];
        for (int i = 0; i < remembered.Length; i++)
        {
            remembered[i].CopyTo(Raw(i));
        }
    }

    public void Dispose()
    {
    }

    private static double Epsilon => double.CreateChecked(typeof(T) == typeof(float) ? float.BitIncrement(1) - 1 : double.BitIncrement(1) - 1);

    /// <summary>What the raw parameters mean: components in plain numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadComponents(T[][] raw)
    {
        for (int m = 0; m < _rawWeights.Length; m++)
        {
            _rawWeights[m] = double.CreateChecked(raw[0][m]);
        }

        for (int c = 0; c < _model.Layout.Counts.Count; c++)
        {
            var own = OfClass(c);
            _model.Code.LogWeights(_rawWeights.AsSpan(own), Epsilon, _logWeights.AsSpan(own));
        }

        for (int i = 0; i < _means.Length; i++)
        {
            _means[i] = double.CreateChecked(raw[1][i]);
            (_stdevs[i], _slopes[i]) = _model.Code.Stdev(double.CreateChecked(raw[2][i]));
        }
    }

    /// <summary>Of the mean loss, from the kernel's sums: ∂/∂log π = Σw, ∂/∂μ = Σw(x-μ)/σ², ∂/∂σ = (Σw(x-μ)²/σ² - Σw)/σ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gradient()
    {
        int features = _model.Features;
        for (int m = 0; m < _toWeights.Length; m++)
        {
            var sums = _sums.AsSpan(m * (1 + (2 * features)), 1 + (2 * features));
            _toWeights[m] = sums[0] / _samples;
            for (int d = 0; d < features; d++)
            {
                int i = (m * features) + d;
                double variance = _stdevs[i] * _stdevs[i];
                _toMeans[i] = sums[1 + (2 * d)] / variance / _samples;
                _toStdevs[i] = ((sums[2 + (2 * d)] / variance) - sums[0]) / _stdevs[i] * _slopes[i] / _samples;
            }
        }

        for (int c = 0; c < _model.Layout.Counts.Count; c++)
        {
            var own = OfClass(c);
            _model.Code.BackToRaw(_rawWeights.AsSpan(own), Epsilon, _logWeights.AsSpan(own), _toWeights.AsSpan(own));
        }
    }

    private void Move(TorchSharp.Modules.Parameter parameter, int index, double[] gradient, double learningRate)
    {
        if (parameter.requires_grad)
        {
            _adams[index].Step(Memory(parameter), gradient, learningRate);
        }
    }

    private Range OfClass(int c) => _model.Layout.Firsts[c]..(_model.Layout.Firsts[c] + _model.Layout.Counts[c]);

    private Span<T> Raw(int index) => Memory(index switch { 0 => _model.RawWeights, 1 => _model.Means, _ => _model.RawStandardDeviations });

    private static Span<T> Memory(Tensor parameter) => MemoryMarshal.Cast<byte, T>(parameter.bytes);
}
