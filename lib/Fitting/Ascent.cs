namespace Gmm;

/// <summary>
/// Looks for the highest hill of the likelihood that is sound: many starts of several kinds, a few steps each; the best of them
/// further; and from the best of those, components joined and cut for as long as it helps.
/// </summary>
/// <remarks>The same samples give the same mixture: no random number is drawn from torch's generator.</remarks>
internal sealed class Ascent
{
    /// <summary>Smallest variance, in standard units: it only keeps numbers finite, since what is so narrow is degenerate.</summary>
    public const double Floor = 1e-12;

    private const int MostToScreen = 2000;
    private const int Finalists = 3;
    private const int ShortRun = 8;
    private const double ShortTolerance = 1e-2;
    private const double FinalistTolerance = 1e-4;

    private readonly EmRuns _all;
    private readonly EmRuns _few; // a part of the samples, where there are many
    private readonly Labellings _labellings;
    private readonly EmOptions _options;
    private readonly Soundness _soundness;
    private readonly SortedDictionary<int, GaussianMixture> _grown = [];

    /// <param name="samples">In standard units.</param>
    /// <param name="options">In standard units, too.</param>
    public Ascent(Samples samples, double[]? weights, EmOptions options, Soundness soundness)
    {
        (_options, _soundness) = (options, soundness);
        _all = new(samples, weights, options);
        int step = (samples.Count + MostToScreen - 1) / MostToScreen;
        int[] rows = [.. Enumerable.Range(0, samples.Count).Where(n => n % step == 0)];
        bool every = step == 1 || weights is not null;
        _few = every ? _all : new(samples.At(rows), weights: null, options);
        _labellings = new(_few.Samples, weights, options.CovarianceType);
    }

    /// <summary>The best mixture of K components that was found, sound if any is.</summary>
    /// <param name="least">Distinct samples below which a component is not sound.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer distinct samples than components.</exception>
    public EmResult Best(int nComponents, int least, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nComponents, 1);
        if (nComponents > _soundness.Distinct)
        {
            throw new ArgumentOutOfRangeException(nameof(nComponents), nComponents, $"Expected at most {_soundness.Distinct}, the number of different samples.");
        }

        var starts = _labellings.Fresh(nComponents, _options.Restarts).Concat(Splits(nComponents));
        var finalists = Screened(starts, nComponents, least, Finalists, cancellationToken)
            .Select(run => _few.Run(run, FinalistTolerance, _options.MaxIterations, 0, null, cancellationToken));
        var best = Highest(finalists, least);
        for (int round = 0; round < 4 && nComponents > 2 && !cancellationToken.IsCancellationRequested; round++)
        {
            var changed = Screened(_labellings.MergedAndSplit(best.Mixture, most: 2 * nComponents), nComponents, least, 1, cancellationToken)
                .Select(run => _few.Run(run, FinalistTolerance, _options.MaxIterations, 0, null, cancellationToken));
            var next = Highest(changed.Prepend(best), least);
            if (ReferenceEquals(next, best))
            {
                break;
            }

            best = next;
        }

        _grown[nComponents] = best.Mixture;
        var start = ReferenceEquals(_few, _all) ? best : EmRuns.From(best.Mixture);
        return _all.Run(start, _options.Tolerance, _options.MaxIterations, 0, progress, cancellationToken);
    }

    /// <summary>The likelihood's short ascents from all guesses: the highest of them, the sound ones first.</summary>
    private IEnumerable<EmResult> Screened(IEnumerable<int[]> labellings, int components, int least, int count, CancellationToken cancellationToken)
    {
        var runs = labellings
            .TakeWhile((_, i) => i == 0 || !cancellationToken.IsCancellationRequested)
            .Select(labels => _few.Run(_few.From(labels, components), ShortTolerance, ShortRun, 0, null, cancellationToken))
            .OrderByDescending(run => run.LowerBound)
            .ToList();
        var sound = runs.Where(run => _soundness.Flaw(run.Mixture, least) is null).Take(count).ToList();
        return sound.Count > 0 ? sound : runs.Take(1);
    }

    private EmResult Highest(IEnumerable<EmResult> runs, int least) => runs
        .Select(run => (Run: run, IsSound: _soundness.Flaw(run.Mixture, least) is null))
        .Aggregate((best, next) => (next.IsSound, best.IsSound) switch
        {
            (true, false) => next,
            (false, true) => best,
            _ => next.Run.LowerBound > best.Run.LowerBound + 1e-6 ? next : best,
        }).Run;

    /// <summary>Cuts of the best mixture of one component less, which is grown from one component where it is not known.</summary>
    private IEnumerable<int[]> Splits(int components)
    {
        if (components == 1)
        {
            return [];
        }

        for (int k = 1; k < components; k++)
        {
            if (!_grown.ContainsKey(k))
            {
                var starts = k == 1 ? _labellings.Fresh(1, 1) : _labellings.Splits(_grown[k - 1]);
                var run = Screened(starts, k, least: 1, count: 1, CancellationToken.None).FirstOrDefault();
                if (run is null)
                {
                    return [];
                }

                _grown[k] = run.Mixture;
            }
        }

        return _labellings.Splits(_grown[components - 1]);
    }
}
