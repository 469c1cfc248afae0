using static TorchSharp.torch;

namespace Gmm;

/// <summary>Samples cut by chance into parts that take turns in being held back from a fit.</summary>
internal sealed class HeldOutSamples
{
    private readonly (Samples Kept, Samples Held, double[]? KeptWeights, double[]? HeldWeights)[] _turns;
    private readonly Dictionary<EmOptions, EmProblem[]> _problems = [];

    /// <param name="weights">One a sample; null for 1 each.</param>
    /// <param name="parts">Into how many parts, of the same size up to one.</param>
    /// <param name="turns">How many of them are held back in turn.</param>
    public HeldOutSamples(Samples samples, double[]? weights, int parts, int turns)
    {
        if (samples.Count < 2)
        {
            throw new ArgumentException("x has 1 sample: a criterion that holds samples back needs two or more.", nameof(samples));
        }

        using var order = randperm(samples.Count, dtype: ScalarType.Int64);
        int[] shuffled = [.. order.data<long>().Select(n => (int)n)];
        _turns =
        [
            .. Enumerable.Range(0, turns).Select(turn =>
            {
                int[] kept = [.. shuffled.Where((_, i) => i % parts != turn)];
                int[] held = [.. shuffled.Where((_, i) => i % parts == turn)];
                double[]? Of(int[] rows) => weights is null ? null : [.. rows.Select(n => weights[n])];
                return (samples.At(kept), samples.At(held), Of(kept), Of(held));
            }),
        ];
    }

    /// <returns>Null where the criterion needs none.</returns>
    public static HeldOutSamples? For(Samples samples, double[]? weights, SelectionOptions options) => options.Criterion switch
    {
        SelectionCriterion.CrossValidation => new(samples, weights, Math.Min(options.Folds, samples.Count), Math.Min(options.Folds, samples.Count)),
        SelectionCriterion.HeldOut => new(samples, weights, Math.Min(Math.Max((int)Math.Round(1 / options.HeldOutShare), 2), samples.Count), turns: 1),
        _ => null,
    };

    /// <summary>Most components that every turn has samples for.</summary>
    public int MostComponents => _turns.Min(turn => turn.Kept.Count);

    /// <summary>Mean log-density of the samples held back, in nats, under fits to the others.</summary>
    /// <remarks>
    /// These look for their hill by themselves: started from the fit to all samples, they would know where those held back lie. With
    /// fewer starts, because each also goes on from its fit of one component less.
    /// </remarks>
    public double MeanLogLikelihood(int components, EmOptions options, CancellationToken cancellationToken = default)
    {
        if (!_problems.TryGetValue(options, out var problems))
        {
            var fewer = options.Init == MixtureInit.Several ? options with { Restarts = 1, Tolerance = Math.Max(options.Tolerance, 1e-5) } : options;
            problems = _problems[options] = [.. _turns.Select(turn => new EmProblem(turn.Kept, turn.KeptWeights, fewer))];
        }

        var (total, count) = (0.0, 0.0);
        for (int i = 0; i < _turns.Length; i++)
        {
            MixtureStart.RequireComponents(components, _turns[i].Kept);
            int enough = Soundness.EnoughSamples(options.CovarianceType, components, _turns[i].Kept.Features);
            var mixture = problems[i].Best(components, enough, progress: null, cancellationToken).Mixture;
            var held = mixture.LogLikelihood(_turns[i].Held, _turns[i].HeldWeights);
            (total, count) = (total + held.Sum, count + held.Count);
        }

        return total / count;
    }
}
