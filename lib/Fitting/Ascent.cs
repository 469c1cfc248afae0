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

    private const int MostToScreen = 500;
    private const int FirstSteps = 4;
    private const int MoreSteps = 16;
    private const int OfEachKind = 4;
    private const int Finalists = 4;
    private const int Rounds = 6;
    private const int MostMerges = 20;
    private const double ScreeningTolerance = 1e-3;
    private const double FinalistTolerance = 1e-4;

    private readonly EmOptions _options;
    private readonly EmRuns _all;
    private readonly EmRuns _few; // a part of the samples, where there are many
    private readonly Soundness _soundness;
    private readonly Soundness _soundnessOfFew;
    private readonly Labellings _labellings;
    private readonly double _share;
    private readonly EmRuns[] _simpler; // of types with fewer parameters: what they find, more flexible ones start from
    private readonly Dictionary<int, GaussianMixture> _grown = [];
    private ArithmeticException? _flaw; // of the last start that came to nothing

    /// <param name="samples">In standard units.</param>
    /// <param name="scaled">Before their correlations were taken out.</param>
    /// <param name="options">In standard units, too.</param>
    public Ascent(Samples samples, Samples scaled, double[]? weights, EmOptions options, Soundness soundness)
    {
        (_options, _soundness) = (options, soundness);
        _all = new(samples, weights, options);
        int step = weights is null ? Math.Max(1, samples.Count / Math.Max(MostToScreen, 40 * samples.Features)) : 1;
        int[] rows = [.. Enumerable.Range(0, samples.Count).Where(n => n % step == 0)];
        var few = step == 1 ? samples : samples.At(rows);
        _share = few.Count / (double)samples.Count;
        _few = step == 1 ? _all : new(few, weights: null, options);
        _soundnessOfFew = step == 1 ? soundness : new(few, weights: null, options.CovarianceType, options.VarianceFloor);
        var fewScaled = step == 1 ? scaled : scaled.At(rows);
        _labellings = new(few, fewScaled, weights, options.CovarianceType);
        _simpler = options.CovarianceType switch
        {
            CovarianceType.Full => [Of(fewScaled, CovarianceType.Diagonal), Of(few, CovarianceType.Tied)],
            CovarianceType.Tied => [Of(fewScaled, CovarianceType.Diagonal)],
            _ => [],
        };
        EmRuns Of(Samples x, CovarianceType type) => new(x, weights, options with { CovarianceType = type });
    }

    /// <summary>The best mixture of K components that was found, sound if any is.</summary>
    /// <param name="least">Distinct samples below which a component is not sound.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer distinct samples than components.</exception>
    /// <exception cref="ArithmeticException">No start comes to anything.</exception>
    public EmResult Best(int nComponents, int least, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nComponents, 1);
        if (nComponents > _soundness.Distinct)
        {
            throw new ArgumentOutOfRangeException(
                nameof(nComponents), nComponents, $"Expected at most {_soundness.Distinct}, the number of different samples.");
        }

        int fewLeast = Math.Max(1, (int)(least * _share));
        int rounds = TriesByChance(nComponents);
        int[][] clusters = nComponents == 1 ? [_labellings.Whole()] : [.. _labellings.Clusters(nComponents, rounds)];
        IEnumerable<int[]>[] kinds = nComponents == 1
            ? [clusters]
            : [clusters, OfSimpler(clusters, nComponents, fewLeast), _labellings.ByChance(nComponents, 4 * rounds), Splits(nComponents)];
        var screened = kinds.SelectMany(kind => First(_few, kind, nComponents, fewLeast, cancellationToken).Take(OfEachKind));
        var best = Highest(Further(screened, fewLeast).Take(Finalists).Select(Finish), least);
        for (int round = 0; round < Rounds && best is not null && nComponents > 2 && !cancellationToken.IsCancellationRequested; round++)
        {
            var changes = First(_few, _labellings.MergedAndSplit(best.Mixture, most: Math.Min(4 * nComponents, MostMerges)), nComponents, fewLeast, cancellationToken);
            var next = Highest(Further(changes.Take(OfEachKind), fewLeast).Take(1).Select(Finish).Prepend(best), least);
            if (ReferenceEquals(next, best))
            {
                break;
            }

            best = next;
        }

        if (best is null)
        {
            throw _flaw!;
        }

        _grown[nComponents] = best.Mixture;
        best = best with { Mixture = InOrder(best.Mixture) };
        return _all.Run(best, _options.Tolerance, _options.MaxIterations, 0, progress, cancellationToken);

        EmResult? Finish(EmResult run) => Attempt(() => _all.Run(
            ReferenceEquals(_few, _all) ? run : EmRuns.From(run.Mixture), FinalistTolerance, _options.MaxIterations, 0, null, cancellationToken));
    }

    /// <inheritdoc cref="EmRuns.LeaveDevice"/>
    public void LeaveDevice() => Array.ForEach([_all, _few, .. _simpler], runs => runs.LeaveDevice());

    /// <summary>Components in the order in which samples first belong to them, so that it depends on the samples alone.</summary>
    private GaussianMixture InOrder(GaussianMixture mixture)
    {
        int[] all = [.. Enumerable.Range(0, mixture.Components)];
        int[] order = [.. Groups.Likeliest(mixture, _few.Samples).Distinct().Union(all)];
        double[] weights = [.. order.Select(k => mixture.Weights[k])];
        double[] means = [.. order.SelectMany(k => mixture.Mean(k).ToArray())];
        double[] covariances = [.. order.SelectMany(k => mixture.OwnCovariance(k).ToArray())];
        return new(mixture.CovarianceType, weights, means, covariances) { HasEqualWeights = mixture.HasEqualWeights };
    }

    /// <summary>How often to try starts that depend on chance: as often as the options say, less often where a step is long.</summary>
    private int TriesByChance(int components)
    {
        double work = _few.Samples.Count * components * Math.Pow(_few.Samples.Features, 2);
        return Math.Clamp((int)(_options.Restarts * 6e5 / work), Math.Min(2, _options.Restarts), _options.Restarts);
    }

    /// <summary>A few steps from each guess, the most promising first.</summary>
    private List<EmResult> First(EmRuns runs, IEnumerable<int[]> labellings, int components, int least, CancellationToken cancellationToken) => InOrder(
        labellings
            .TakeWhile((_, i) => i == 0 || !cancellationToken.IsCancellationRequested)
            .Select(labels => Attempt(() => Steps(runs, runs.From(labels, components), FirstSteps))),
        least);

    /// <summary>Some more steps from each; of those that arrive at the same height, one.</summary>
    private List<EmResult> Further(IEnumerable<EmResult> runs, int least)
    {
        var further = InOrder(runs.Select(run => Attempt(() => Steps(_few, run, FirstSteps + MoreSteps))), least);
        var sound = further.Where(run => _soundnessOfFew.Flaw(run.Mixture, least) is null).ToList();
        var chosen = sound.Count > 0 ? sound : further.Take(1).ToList();
        return [.. chosen.Where((run, i) => i == 0 || chosen[i - 1].LowerBound - run.LowerBound > FinalistTolerance)];
    }

    /// <summary>A start that fails costs itself.</summary>
    private EmResult? Attempt(Func<EmResult> run)
    {
        try
        {
            return run();
        }
        catch (ArithmeticException flaw)
        {
            _flaw = flaw;
            return null;
        }
    }

    private static EmResult Steps(EmRuns runs, EmResult run, int most) => runs.Run(run, ScreeningTolerance, most, 0, null, CancellationToken.None);

    /// <summary>Highest first, but after all others those with a component of too few samples: these are high for no reason.</summary>
    private List<EmResult> InOrder(IEnumerable<EmResult?> runs, int least) => [.. runs
        .OfType<EmResult>()
        .OrderBy(run => run.Mixture.Weights.Min() * _soundnessOfFew.Distinct < least - 0.5)
        .ThenByDescending(run => run.LowerBound)];

    /// <summary>What mixtures of simpler shapes make of clusters: with fewer parameters to be led astray by, they often see more.</summary>
    private IEnumerable<int[]> OfSimpler(int[][] clusters, int components, int least) =>
        from simpler in _simpler
        from run in First(simpler, clusters, components, least, CancellationToken.None).Take(2)
        let further = Attempt(() => Steps(simpler, run, FirstSteps + MoreSteps)) ?? run
        select Groups.Likeliest(further.Mixture, simpler.Samples);

    private EmResult? Highest(IEnumerable<EmResult?> runs, int least) => runs
        .OfType<EmResult>()
        .Select(run => (Run: run, IsSound: _soundness.Flaw(run.Mixture, least) is null))
        .Aggregate(((EmResult? Run, bool IsSound)?)null, (best, next) => (next.IsSound, best?.IsSound ?? false) switch
        {
            _ when best is null => next,
            (true, false) => next,
            (false, true) => best,
            _ => next.Run.LowerBound > best.Value.Run!.LowerBound + 1e-6 ? next : best,
        })?.Run;

    /// <summary>Cuts of the best mixture of one component less, which is grown from one component where it is not known.</summary>
    private IEnumerable<int[]> Splits(int components)
    {
        for (int k = 1; k < components; k++)
        {
            if (!_grown.ContainsKey(k))
            {
                var starts = First(_few, k == 1 ? [_labellings.Whole()] : _labellings.Splits(_grown[k - 1]), k, least: 1, CancellationToken.None);
                if (Further(starts.Take(1), least: 1).FirstOrDefault() is not { } grown)
                {
                    return [];
                }

                _grown[k] = grown.Mixture;
            }
        }

        return _labellings.Splits(_grown[components - 1]);
    }
}
