using TorchSharp;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// A step in tensor operations, on any device, by TorchSharp's Adam; the gradient by <see cref="BatchedLoss"/>, or where the model's
/// computation is <see cref="Computation.Plain"/> by autograd, which tests it.
/// </summary>
internal sealed class TensorStep : ITrainingStep
{
    /// <summary>On a GPU: the losses of this many steps are read at once.</summary>
    private const int StepsPerReading = 50;

    private readonly MixtureModel _model;
    private readonly double _likelihoodWeight;
    private readonly optim.Optimizer _optimizer;
    private readonly ParameterSnapshot[] _remembered;
    private readonly Tensor _losses;
    private Tensor? _samples;
    private Tensor? _labels;
    private BatchedLoss? _batched;

    /// <param name="likelihoodWeight">As in <see cref="TrainingOptions.LikelihoodWeight"/>.</param>
    /// <param name="block">For tests; 0 for what suits the device.</param>
    public TensorStep(MixtureModel model, double likelihoodWeight, int block = 0)
    {
        using var scope = NewDisposeScope();
        _model = model;
        _likelihoodWeight = likelihoodWeight;
        Block = block > 0 ? block : model.Device.type == DeviceType.CPU ? 1 : StepsPerReading;
        _optimizer = optim.Adam(model.parameters());
        _remembered = [.. Enumerable.Range(0, Block + 1).Select(_ => new ParameterSnapshot(model))];
        _losses = zeros(Block + 1, dtype: model.Means.dtype, device: model.Device).DetachFromDisposeScope();
    }

    public int Block { get; }

    private int Last { get; set; }

    public void Use(Tensor samples, Tensor? labels)
    {
        (_samples, _labels) = (samples, labels);
        _batched?.Dispose();
        _batched = _model.Computation == Computation.Plain ? null : new(_model, samples, labels, _likelihoodWeight);
    }

    public void Take(int iteration, double learningRate)
    {
        using var scope = NewDisposeScope();
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        int slot = iteration % (Block + 1);
        _remembered[slot].Take();
        _optimizer.zero_grad();
        _losses[slot] = _batched?.Differentiate() ?? Autograd();
        _optimizer.step();
        Last = iteration;
    }

    public double[] Losses(int count)
    {
        using var scope = NewDisposeScope();
        double[] slots = _losses.to(ScalarType.Float64).cpu().data<double>().ToArray();
        return [.. Enumerable.Range(Last + 1 - count, count).Select(iteration => slots[iteration % (Block + 1)])];
    }

    public void Restore(int iteration) => _remembered[iteration % (Block + 1)].Restore();

    public void Dispose()
    {
        _batched?.Dispose();
        _optimizer.Dispose();
        _losses.Dispose();
        Array.ForEach(_remembered, snapshot => snapshot.Dispose());
        _model.zero_grad();
    }

    /// <summary>Mean negative log-likelihood of a density; cross-entropy of a classifier, and λ times its likelihood's.</summary>
    private Tensor Autograd()
    {
        var loss = _model is GmmClassifier classifier ? Loss(classifier.forward(_samples!, returnLogits: true)) : -_model.forward(_samples!).mean();
        loss.backward();
        return loss.detach();
    }

    private Tensor Loss(Tensor logits)
    {
        var loss = nn.functional.cross_entropy(logits, _labels!);
        return _likelihoodWeight == 0 ? loss : loss - (_likelihoodWeight * logits.gather(1, _labels!.unsqueeze(1)).mean());
    }
}
