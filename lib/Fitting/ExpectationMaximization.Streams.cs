using System.Diagnostics;

namespace Gmm;

/// <content>Over more samples than memory holds.</content>
public static partial class ExpectationMaximization
{
    /// <summary>
    /// Fits a mixture to samples that come in batches, from a given start, in constant memory: the same fit as of all of them at
    /// once, to the last digits. Batches are taken by as many threads as there are processors, which changes no bit.
    /// </summary>
    /// <param name="batches">Each [N, D] with an N of its own; read once an iteration, so it has to give the same ones each time.</param>
    /// <param name="start">What the first E step uses; of the options' covariance type.</param>
    /// <param name="options">Tolerance, MaxIterations, RegCovar, VarianceFloor and EqualWeights have a say; scikit-learn's if null.</param>
    /// <param name="progress">Told of every iteration, on the calling thread.</param>
    /// <param name="cancellationToken">Ends the fit early and normally: the mixture is that of the last step.</param>
    /// <exception cref="ArgumentException">There is no batch, or one is null or of another D; or start or options are not as above.</exception>
    /// <exception cref="ArithmeticException">A covariance lost a dimension.</exception>
    /// <exception cref="InvalidDataException">The batches were not the same each time.</exception>
    public static EmResult Fit(
        IEnumerable<Samples> batches,
        GaussianMixture start,
        EmOptions? options = null,
        IProgress<EmStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        options = From(start, options);
        var stream = new BatchStream(batches.Select(batch => batch?.Of(start.Features, "a batch")!));
        return Run(stream, StreamStart.Counts(stream), [new(0, options, start)], progress, cancellationToken).Single();
    }

    /// <summary>Fits a mixture to samples that come in batches, from a start that it finds in some thousands of them.</summary>
    /// <param name="nComponents">K.</param>
    /// <param name="options"><see cref="EmOptions.Robust"/> if null. Those of the start count for the start alone.</param>
    /// <inheritdoc cref="Fit(IEnumerable{Samples}, GaussianMixture, EmOptions?, IProgress{EmStep}?, CancellationToken)"/>
    public static EmResult Fit(
        IEnumerable<Samples> batches,
        int nComponents,
        EmOptions? options = null,
        IProgress<EmStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfLessThan(nComponents, 1);
        options ??= EmOptions.Robust;
        options.Validate();
        var stream = new BatchStream(batches);
        double[] counts = StreamStart.Counts(stream);
        var draws = StreamStart.Draw(stream, First(batches).Features, counts, seed: 0);
        var start = StreamStart.Fit(draws, [(0, nComponents, options)])[0]!;
        return Run(stream, counts, [new(0, StreamSoundness.Floored(options, start), start)], progress, cancellationToken).Single();
    }

    /// <summary>Iterations of all runs until the last has ended.</summary>
    internal static IReadOnlyList<EmResult> Run(
        ISampleStream stream, double[] counts, IReadOnlyList<EmRun> runs, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var all = new StreamRuns(stream, counts, runs);
        while (all.Active.Any() && !cancellationToken.IsCancellationRequested)
        {
            all.Step();
            foreach (var (i, run) in runs.Index().Where(_ => progress is not null))
            {
                progress!.Report(new(i, run.Bounds.Count, run.Bounds[^1], run.Before, run.Mixture));
            }
        }

        return [.. runs.Select(run => run.Result(clock.Elapsed))];
    }

    internal static Samples First(IEnumerable<Samples> batches) => batches.FirstOrDefault()
        ?? throw new ArgumentException("batches is empty, or its first is null: expected one batch or more.", nameof(batches));
}
