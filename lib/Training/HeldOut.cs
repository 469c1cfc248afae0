using static TorchSharp.torch;

namespace Gmm;

/// <summary>Early stopping: watches a classifier's cross-entropy on samples that it does not train on, and keeps the best parameters.</summary>
internal sealed class HeldOut : IDisposable
{
    private readonly GmmClassifier _model;
    private readonly LabelledSamples _samples;
    private readonly TrainingOptions _options;
    private readonly ParameterSnapshot _best;
    private readonly List<(int Iteration, double Loss)> _losses = [];

    public HeldOut(GmmClassifier model, LabelledSamples samples, TrainingOptions options)
    {
        (_model, _samples, _options) = (model, samples, options);
        _best = new(model);
        Evaluate(0);
    }

    public IReadOnlyList<(int Iteration, double Loss)> Losses => _losses;

    private (int Iteration, double Loss) Best { get; set; } = (0, double.PositiveInfinity);

    /// <summary>After how many steps the loss is next to be computed.</summary>
    public int NextAfter(int iteration) => iteration - (iteration % _options.HeldOutEvery) + _options.HeldOutEvery;

    /// <returns>False when training has gone on for long enough without a new minimum.</returns>
    public bool Evaluate(int iteration)
    {
        if (iteration % _options.HeldOutEvery == 0)
        {
            using var scope = NewDisposeScope();
            using var noGrad = no_grad();
            var logits = _model.forward(_samples.X, returnLogits: true);
            double loss = nn.functional.cross_entropy(logits, _samples.Labels).to(ScalarType.Float64).item<double>();
            _losses.Add((iteration, loss));
            if (loss < Best.Loss)
            {
                Best = (iteration, loss);
                _best.Take();
            }
        }

        return iteration - Best.Iteration < _options.Patience;
    }

    public void RestoreBest() => _best.Restore();

    public void Dispose() => _best.Dispose();
}
