namespace Gmm;

/// <summary>What can be told of a finished run's soundness from its statistics alone; <see cref="Soundness"/> sees the samples.</summary>
internal static class StreamSoundness
{
    /// <summary>A variance of no more than this share of the feature's own has collapsed.</summary>
    private const double Narrow = 4 * Ascent.Floor;

    /// <summary>Options under which no component gets so narrow that its numbers are no longer finite, as in a fit in memory.</summary>
    public static EmOptions Floored(EmOptions options, GaussianMixture start) => options with
    {
        CovarianceType = start.CovarianceType,
        VarianceFloor = Math.Max(options.VarianceFloor, Ascent.Floor * Enumerable.Range(0, start.Features).Min(d => Variance(start, d))),
    };

    /// <returns>What makes the mixture degenerate, or null.</returns>
    public static string? Flaw(EmRun run)
    {
        if (run.Flaw is { } none)
        {
            return none;
        }

        var (mixture, own) = (run.Mixture, run.Final!.Totals);
        int least = Soundness.EnoughSamples(mixture.CovarianceType, mixture.Components, mixture.Features);
        int few = Array.FindIndex(own, total => !(total >= least - 0.5));
        if (few >= 0)
        {
            return FormattableString.Invariant(
                $"component {few} stands on {own[few]:0.#} samples: {mixture.CovarianceType.Covariance().Name} covariance needs {least}");
        }

        var scaled = InUnitsOfSpread(mixture);
        int narrow = Enumerable.Range(0, mixture.Components).FirstOrDefault(k => scaled.IsNarrow(k, Narrow), -1);
        return narrow < 0 ? null : $"component {narrow} has lost its width in a direction";
    }

    /// <summary>The mixture of samples divided by the spread that the mixture itself gives each feature.</summary>
    private static GaussianMixture InUnitsOfSpread(GaussianMixture mixture)
    {
        int size = mixture.Features;
        double[] spreads = [.. Enumerable.Range(0, size).Select(d => Math.Sqrt(Variance(mixture, d)))];
        if (mixture.CovarianceType == CovarianceType.Spherical)
        {
            Array.Fill(spreads, spreads.Max());
        }

        double[] covariances = [.. Enumerable.Range(0, mixture.Components).SelectMany(k => mixture.OwnCovariance(k).ToArray().Select(
            (v, i) => v / spreads[i % size] / spreads[mixture.HasIndependentAxes ? i : i / size]))];
        return new(mixture.CovarianceType, [.. mixture.Weights], mixture.FlatMeans, covariances);
    }

    private static double Variance(GaussianMixture mixture, int d)
    {
        int at = mixture.HasIndependentAxes ? d : d * (mixture.Features + 1);
        double mean = mixture.Weights.Select((w, k) => w * mixture.Mean(k)[d]).Sum();
        return mixture.Weights.Select((w, k) => w * (mixture.OwnCovariance(k)[at] + Math.Pow(mixture.Mean(k)[d] - mean, 2))).Sum();
    }
}
