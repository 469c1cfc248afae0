using static TorchSharp.torch;

namespace Gmm;

/// <summary>Samples cut by chance into parts that take turns in being held back from a fit.</summary>
internal sealed class HeldOutSamples
{
    private readonly (Samples Train, Samples Held)[] _turns;

    /// <param name="parts">Into how many parts, of the same size up to one.</param>
    /// <param name="turns">How many of them are held back in turn.</param>
    public HeldOutSamples(Samples samples, int parts, int turns)
    {
        if (samples.Count < 2)
        {
            throw new ArgumentException("x has 1 sample: a criterion that holds samples back needs two or more.", nameof(samples));
        }

        using var order = randperm(samples.Count, dtype: ScalarType.Int64);
        int[] shuffled = [.. order.data<long>().Select(n => (int)n)];
        _turns =
        [
            .. Enumerable.Range(0, turns).Select(turn => (
                samples.At([.. shuffled.Where((_, i) => i % parts != turn)]),
                samples.At([.. shuffled.Where((_, i) => i % parts == turn)]))),
        ];
    }

    /// <returns>Null where the criterion needs none.</returns>
    public static HeldOutSamples? For(Samples samples, SelectionOptions options) => options.Criterion switch
    {
        SelectionCriterion.CrossValidation => new(samples, Math.Min(options.Folds, samples.Count), Math.Min(options.Folds, samples.Count)),
        SelectionCriterion.HeldOut => new(samples, Math.Min(Math.Max((int)Math.Round(1 / options.HeldOutShare), 2), samples.Count), turns: 1),
        _ => null,
    };

    /// <summary>Most components that every turn has samples for.</summary>
    public int MostComponents => _turns.Min(turn => turn.Train.Count);

    /// <summary>Mean log-density of the samples held back, in nats, under fits to the others.</summary>
    public double MeanLogLikelihood(int components, EmOptions options)
    {
        double total = 0;
        foreach (var (train, held) in _turns)
        {
            MixtureStart.RequireComponents(components, train);
            int enough = Soundness.EnoughSamples(options.CovarianceType, components, train.Features);
            var mixture = new EmProblem(train, weights: null, options).Best(components, enough, progress: null, CancellationToken.None).Mixture;
            total += mixture.LogDensities(held).Sum();
        }

        return total / _turns.Sum(turn => turn.Held.Count);
    }
}
