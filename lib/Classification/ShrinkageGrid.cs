namespace Gmm;

/// <summary>Densities of K components a class, cross-validated for every amount of shrinkage.</summary>
internal sealed class ShrinkageGrid
{
    private static readonly double[] Borrowed = [double.PositiveInfinity, 16, 4, 1, 1.0 / 4, 1.0 / 16, 1.0 / 256];
    private static readonly double[] Shrinkage = [0, 0.03, 0.1, 0.3, 0.6, 1];

    private readonly LabelledRows _data;
    private readonly StratifiedFolds _folds;
    private readonly PowerTransform _transform;
    private readonly int _components;
    private ClassStatistics? _statistics; // of all samples, once they are asked for

    /// <param name="transform">Applied to the samples, whose features it standardises.</param>
    public ShrinkageGrid(LabelledRows data, StratifiedFolds folds, PowerTransform transform, int components)
    {
        _folds = folds;
        _components = components;
        var z = transform.Apply(data.X);
        var unit = PowerTransform.Standardise(z); // powers change the spread
        (_transform, Unit) = (transform, unit);
        _data = new(unit.Apply(z), data.Labels);
    }

    private PowerTransform Unit { get; }

    /// <summary>Every amount of shrinkage, and how well it predicts held-out samples; fewer if cancelled, but one at least.</summary>
    public IReadOnlyList<(BayesCandidate Candidate, PosteriorCalibration Calibration)> Run(CancellationToken cancellationToken)
    {
        var parts = _folds.Parts.Select(part => (Held: _data.At(part.Held), Learned: new ClassStatistics(_data.At(part.Kept).ByClass(_data.Classes), _components))).ToArray();
        int[] labels = [.. _folds.Held.Select(n => _data.Labels[n])];
        var tried = new List<(BayesCandidate, PosteriorCalibration)>();
        var amounts = Borrowed.SelectMany(b => Shrinkage.Select(s => (b, s))).DistinctBy(amount => amount.s == 1 ? (0, 1) : amount); // 1 leaves nothing to borrow
        foreach (var (borrowed, shrinkage) in amounts.TakeWhile(_ => tried.Count == 0 || !cancellationToken.IsCancellationRequested))
        {
            double[] joint = [.. parts.SelectMany(part => LabelledRows.Joint(part.Learned.Densities(borrowed, shrinkage), part.Learned.Counts, part.Held.X))];
            var calibration = PosteriorCalibration.Fit(joint, labels, _folds);
            tried.Add((new(!_transform.IsLinear, _components, borrowed, shrinkage, calibration.LogLoss, calibration.Temperature, calibration.LabelNoise), calibration));
        }

        return tried;
    }

    /// <summary>The candidate's densities, fitted to all samples.</summary>
    public IDensity[] Fit(BayesCandidate candidate)
    {
        _statistics ??= new(_data.ByClass(_data.Classes), _components);
        var densities = _statistics.Densities(candidate.Borrowed, candidate.Shrinkage).Select(density => InUnits(density, Unit));
        return _transform.IsLinear
            ? [.. densities.Select(density => InUnits(density, _transform))]
            : [.. densities.Select(density => new TransformedMixture(_transform, density))];
    }

    /// <summary>The same mixture over u = shift + scale·z, if it is over z.</summary>
    private static GaussianMixture InUnits(GaussianMixture z, PowerTransform unit)
    {
        var (means, matrices) = (z.Means, Enumerable.Range(0, z.Components).Select(z.Covariance).ToArray());
        for (int i = 0; i < z.Features; i++)
        {
            for (int k = 0; k < z.Components; k++)
            {
                means[k, i] = unit.Shift[i] + (unit.Scale[i] * means[k, i]);
                for (int j = 0; j < z.Features; j++)
                {
                    matrices[k][i, j] *= unit.Scale[i] * unit.Scale[j];
                }
            }
        }

        return new(z.CovarianceType, z.Weights, means, matrices);
    }
}
