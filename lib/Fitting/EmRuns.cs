namespace Gmm;

/// <summary>Samples made ready once for any number of ascents by E and M steps.</summary>
/// <param name="samples">What to fit.</param>
/// <param name="weights">One a sample; summing to N; null for 1 each.</param>
internal sealed class EmRuns(Samples samples, double[]? weights, EmOptions options)
{
    private readonly Lazy<KernelExpectation> _onCpu = new(() => new(samples, weights));
    private TensorExpectation? _onDevice;

    public Samples Samples => samples;

    /// <summary>A start: the M step's answer to a guess of which component made which sample.</summary>
    public EmResult From(int[] labels, int components) => From(MixtureStart.FromLabels(samples, weights, labels, components, options));

    /// <summary>A start before its first step.</summary>
    public static EmResult From(GaussianMixture mixture) => new(mixture, [], StopReason.IterationLimit, TimeSpan.Zero);

    /// <summary>One of the kinds of starts that draw from torch's generator.</summary>
    public EmResult Draw(int components) => From(MixtureStart.Draw(samples, weights, components, options));

    /// <summary>E and M steps from where a run is, until the bound hardly changes.</summary>
    /// <param name="most">Iterations of the run, with those that it has had.</param>
    public EmResult Run(EmResult from, double tolerance, int most, int restart, IProgress<EmStep>? progress, CancellationToken cancellationToken)
    {
        var run = EmRun.Restore(
            group: 0, options with { Tolerance = tolerance, MaxIterations = most }, from.Mixture, from.Mixture, from.LowerBounds, reason: null, flaw: null);
        while (run.Reason is null && run.Bounds.Count < most && !cancellationToken.IsCancellationRequested)
        {
            if (run.Take(Expect(run.Mixture), samples.Count))
            {
                progress?.Report(new(restart, run.Bounds.Count, run.Bounds[^1], run.Before, run.Mixture));
            }
        }

        var reason = run.Reason ?? (run.Bounds.Count < most ? StopReason.Cancelled : StopReason.IterationLimit);
        return new(run.Mixture, run.Bounds, reason, TimeSpan.Zero);
    }

    /// <summary>Frees the samples' memory on their device; the next run copies them again.</summary>
    public void LeaveDevice()
    {
        _onDevice?.Dispose();
        _onDevice = null;
    }

    private SufficientStatistics Expect(GaussianMixture mixture) => TensorExpectation.Pays(samples.Device.type, samples.Values.LongLength)
        ? (_onDevice ??= new(samples, weights)).Run(mixture)
        : _onCpu.Value.Run(mixture);
}
