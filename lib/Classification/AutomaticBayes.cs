namespace Gmm;

/// <summary>
/// Chooses the densities of a <see cref="BayesClassifier"/> by what predicts held-out samples best: one Gaussian a class, with features
/// as they are or straightened; where it is clearly better, several; and where samples are plenty, as many as each class needs.
/// </summary>
/// <remarks>
/// What is simpler is tried first, and stays unless the next is better by more than chance. Of few samples many candidates predict
/// about as well, and which of them is best is a draw: so <see cref="PosteriorAverage"/> adds others to the one chosen.
/// </remarks>
internal sealed class AutomaticBayes
{
    /// <summary>Samples a feature, in the smallest class, from where on BIC tells how many components a class has.</summary>
    private const int Plenty = 500;

    /// <summary>Standard errors by which several components have to win: the best of many tries looks better than it is.</summary>
    private const double Clearly = 2;

    private static readonly int[] MoreComponents = [2, 3, 4, 6, 8, 12];

    private readonly LabelledRows _data;
    private readonly StratifiedFolds _folds;
    private readonly CancellationToken _cancellationToken;
    private readonly List<Trial> _tried = [];
    private Trial? _best;

    public AutomaticBayes(LabelledRows data, BayesOptions options, CancellationToken cancellationToken)
    {
        (_data, _cancellationToken) = (data, cancellationToken);
        _folds = new(data.Labels, options.Folds);
    }

    /// <summary>What was tried.</summary>
    public IReadOnlyList<BayesCandidate> Tried => [.. _tried.Select(t => t.Candidate)];

    /// <summary>The searches for the number of components of each class, if they were made.</summary>
    public IReadOnlyList<ComponentSearch> Searches { get; private set; } = [];

    /// <summary>The chosen candidate first, then those to average it with; their weights, and their densities fitted to all samples.</summary>
    public IReadOnlyList<BayesMember> Run(IProgress<SelectionRow>? progress)
    {
        var linear = PowerTransform.Standardise(_data.X);
        var powers = linear.Normalise(_data.X, _data.Labels);
        var transform = linear;
        Try(linear, components: 1, isSimpler: false);
        if (!powers.IsLinear && Try(powers, components: 1, isSimpler: false))
        {
            transform = powers;
        }

        int[] sizes = [.. _data.ByClass(_data.Classes).Select(own => own.Count)];
        if (sizes.Min() >= Plenty * _data.X.Features)
        {
            try
            {
                TrySearch(progress);
            }
            catch (Exception flaw) when (flaw is ArithmeticException or ArgumentException)
            {
                // Such components cannot be fitted, as to discrete features: that costs this candidate, not the classifier.
            }
        }
        else
        {
            double before = double.PositiveInfinity;
            foreach (int components in MoreComponents.TakeWhile(k => k * ClassStatistics.LeastSamples(_data.X.Features) <= sizes.Max()))
            {
                Try(transform, components, isSimpler: true);
                double loss = _tried.Where(t => t.Candidate.Components == components).Min(t => t.Candidate.LogLoss);
                if (loss >= before || _cancellationToken.IsCancellationRequested)
                {
                    break;
                }

                before = loss;
            }
        }

        return Averaged(_best!);
    }

    private BayesMember[] Averaged(Trial winner)
    {
        // What has more components, and is not clearly better, stays out here, too; 0 stands for as many as each class needs.
        // Of those whose losses are the same to the last digit, which predict the same, one is enough.
        var simpler = _tried.Where(t => t.Candidate.Components > 0 && t.Candidate.Components <= winner.Candidate.Components);
        Trial[] pool = [.. simpler.Prepend(winner).DistinctBy(t => t.Candidate.LogLoss)];
        double[] weights = PosteriorAverage.Weights([.. pool.Select(t => t.Calibration)]);
        return [.. pool.Zip(weights).Where(t => t.Second > 0).Select(t => new BayesMember(t.First.Candidate, t.Second, t.First.Fit()))];
    }

    /// <param name="isSimpler">Whether what is best so far is simpler, and stays in case of doubt.</param>
    private bool Try(PowerTransform transform, int components, bool isSimpler)
    {
        var grid = new ShrinkageGrid(_data, _folds, transform, components);
        Trial[] tried = [.. grid.Run(_cancellationToken).Select(t => new Trial(t.Candidate, t.Calibration, () => grid.Fit(t.Candidate)))];
        _tried.AddRange(tried);
        var next = tried.MinBy(t => t.Calibration.LogLoss)!;
        bool isBetter = _best is null
            || (isSimpler ? next.Calibration.IsBetterThan(_best.Calibration, Clearly) : next.Calibration.LogLoss < _best.Calibration.LogLoss);
        _best = isBetter ? next : _best;
        return isBetter;
    }

    /// <summary>Each class by itself, with as many components as BIC says; judged on held-out samples by fits of as many.</summary>
    private void TrySearch(IProgress<SelectionRow>? progress)
    {
        var classes = _data.ByClass(_data.Classes);
        Searches = [.. classes.Select((own, c) => ModelSelection.Search(own, weights: null, c, BayesOptions.PerClass, progress, _cancellationToken))];
        SelectionOptions[] alike = [.. Searches.Select(search => BayesOptions.Again(search.Winner.Mixture))];
        double[] joint = [.. _folds.Parts.SelectMany(part =>
        {
            var kept = _data.At(part.Kept).ByClass(_data.Classes);
            GaussianMixture[] mixtures =
                [.. kept.Select((own, c) => ModelSelection.Search(own, weights: null, c, alike[c], progress: null, CancellationToken.None).Winner.Mixture)];
            return LabelledRows.Joint(mixtures, [.. kept.Select(own => (double)own.Count)], _data.X.At(part.Held));
        })];
        var calibration = PosteriorCalibration.Fit(joint, [.. _folds.Held.Select(n => _data.Labels[n])], _folds);
        _tried.Add(new(
            new(false, 0, 0, 0, calibration.LogLoss, calibration.Temperature, calibration.LabelNoise),
            calibration,
            () => [.. Searches.Select(search => search.Winner.Mixture)]));
        _best = calibration.IsBetterThan(_best!.Calibration, Clearly) ? _tried[^1] : _best;
    }

    /// <param name="Fit">Its densities, fitted to all samples.</param>
    private sealed record Trial(BayesCandidate Candidate, PosteriorCalibration Calibration, Func<IDensity[]> Fit);
}

/// <summary>One of the classifiers that are averaged.</summary>
internal sealed record BayesMember(BayesCandidate Candidate, double Weight, IDensity[] Densities);
