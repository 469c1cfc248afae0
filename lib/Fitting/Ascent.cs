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

    private const int MostToScreen = 800;
    private const int FirstSteps = 4;
    private const int MoreSteps = 16;
    private const int Semifinalists = 12;
    private const int Finalists = 5;
    private const double ScreeningTolerance = 1e-3;
    private const double FinalistTolerance = 1e-4;

    private readonly EmOptions _options;
    private readonly EmRuns _all;
    private readonly EmRuns _few; // a part of the samples, where there are many
    private readonly Soundness _soundness;
    private readonly Soundness _soundnessOfFew;
    private readonly Labellings _labellings;
    private readonly double _share;
    private readonly Dictionary<int, GaussianMixture> _grown = [];

    /// <param name="samples">In standard units.</param>
    /// <param name="scaled">Before their correlations were taken out.</param>
    /// <param name="options">In standard units, too.</param>
    public Ascent(Samples samples, Samples scaled, double[]? weights, EmOptions options, Soundness soundness)
    {
        (_options, _soundness) = (options, soundness);
        _all = new(samples, weights, options);
        int step = weights is null ? (samples.Count + MostToScreen - 1) / MostToScreen : 1;
        int[] rows = [.. Enumerable.Range(0, samples.Count).Where(n => n % step == 0)];
        var few = step == 1 ? samples : samples.At(rows);
        _share = few.Count / (double)samples.Count;
        _few = step == 1 ? _all : new(few, weights: null, options);
        _soundnessOfFew = step == 1 ? soundness : new(few, weights: null, options.CovarianceType, options.VarianceFloor);
        _labellings = new(few, step == 1 ? scaled : scaled.At(rows), weights, options.CovarianceType);
    }

    /// <summary>The best mixture of K components that was found, sound if any is.</summary>
    /// <param name="least">Distinct samples below which a component is not sound.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer distinct samples than components.</exception>
    public EmResult Best(int nComponents, int least, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nComponents, 1);
        if (nComponents > _soundness.Distinct)
        {
            throw new ArgumentOutOfRangeException(
                nameof(nComponents), nComponents, $"Expected at most {_soundness.Distinct}, the number of different samples.");
        }

        int fewLeast = Math.Max(1, (int)(least * _share));
        var starts = _labellings.Fresh(nComponents, Rounds(nComponents)).Concat(Splits(nComponents));
        var best = Highest(Screen(starts, nComponents, fewLeast, Finalists, cancellationToken).Select(Finish), least);
        for (int round = 0; round < 3 && nComponents > 2 && !cancellationToken.IsCancellationRequested; round++)
        {
            var changes = _labellings.MergedAndSplit(best.Mixture, most: 2 * nComponents);
            var next = Highest(Screen(changes, nComponents, fewLeast, count: 1, cancellationToken).Select(Finish).Prepend(best), least);
            if (ReferenceEquals(next, best))
            {
                break;
            }

            best = next;
        }

        _grown[nComponents] = best.Mixture;
        best = best with { Mixture = InOrder(best.Mixture) };
        return _all.Run(best, _options.Tolerance, _options.MaxIterations, 0, progress, cancellationToken);

        EmResult Finish(EmResult run) => _all.Run(
            ReferenceEquals(_few, _all) ? run : EmRuns.From(run.Mixture), FinalistTolerance, _options.MaxIterations, 0, null, cancellationToken);
    }

    /// <summary>Components in the order in which samples first belong to them, so that it depends on the samples alone.</summary>
    private GaussianMixture InOrder(GaussianMixture mixture)
    {
        int[] all = [.. Enumerable.Range(0, mixture.Components)];
        int[] order = [.. _labellings.Labels(mixture).Distinct().Union(all)];
        double[] weights = [.. order.Select(k => mixture.Weights[k])];
        double[] means = [.. order.SelectMany(k => mixture.Mean(k).ToArray())];
        double[] covariances = [.. order.SelectMany(k => mixture.OwnCovariance(k).ToArray())];
        return new(mixture.CovarianceType, weights, means, covariances) { HasEqualWeights = mixture.HasEqualWeights };
    }

    /// <summary>How often to try starts that depend on chance: as often as the options say, less often where a step is long.</summary>
    private int Rounds(int components)
    {
        double work = _few.Samples.Count * components * Math.Pow(_few.Samples.Features, 2);
        return Math.Clamp((int)(_options.Restarts * 6e5 / work), Math.Min(2, _options.Restarts), _options.Restarts);
    }

    /// <summary>A few steps from each guess, a few more from the best of them: the highest, the sound ones first.</summary>
    private IEnumerable<EmResult> Screen(IEnumerable<int[]> labellings, int components, int least, int count, CancellationToken cancellationToken)
    {
        EmResult Steps(EmResult run, int most) => _few.Run(run, ScreeningTolerance, most, 0, null, cancellationToken);
        var runs = labellings
            .TakeWhile((_, i) => i == 0 || !cancellationToken.IsCancellationRequested)
            .Select(labels => Steps(_few.From(labels, components), FirstSteps))
            .OrderByDescending(run => run.LowerBound)
            .Take(count == 1 ? Finalists : Semifinalists)
            .Select(run => Steps(run, MoreSteps))
            .OrderByDescending(run => run.LowerBound)
            .ToList();
        var sound = runs.Where(run => _soundnessOfFew.Flaw(run.Mixture, least) is null).Take(count).ToList();
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
        for (int k = 1; k < components; k++)
        {
            if (!_grown.ContainsKey(k))
            {
                var starts = k == 1 ? _labellings.Fresh(1, rounds: 1) : _labellings.Splits(_grown[k - 1]);
                if (Screen(starts, k, least: 1, count: 1, CancellationToken.None).FirstOrDefault() is not { } run)
                {
                    return [];
                }

                _grown[k] = run.Mixture;
            }
        }

        return components == 1 ? [] : _labellings.Splits(_grown[components - 1]);
    }
}
