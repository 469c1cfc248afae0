using TorchSharp;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// The E step in tensor operations, on the device that the samples came from: what <see cref="PlainExpectation"/> does, and is tested by it.
/// </summary>
/// <remarks>
/// N samples, D features, K components, in float64. B samples at a time, and [K, B, D] along contiguous memory: besides the samples it
/// takes the same memory for any N. What it adds up leaves the device once a step.
/// </remarks>
internal sealed class TensorExpectation : IExpectation, IDisposable
{
    /// <summary>Numbers of [K, B, D]: enough that starting an operation takes no time beside it; there are up to a dozen such tensors at once.</summary>
    private const long BlockNumbers = 1 << 24;

    /// <summary>
    /// Numbers of samples below which a CPU is taken for faster, by the time of its own steps: two dozen operations take a GPU a millisecond
    /// or more, however few there are. No GPU was at hand to measure it.
    /// </summary>
    private const long WorthAGpu = 1 << 18;

    private readonly long _blockNumbers;
    private readonly Tensor _samples; // [N, D]
    private readonly Tensor _weights; // [N]

    /// <param name="samples">Copied to their device.</param>
    /// <param name="weights">One a sample; null for 1 each.</param>
    /// <param name="blockNumbers">For tests.</param>
    public TensorExpectation(Samples samples, double[]? weights, long blockNumbers = BlockNumbers)
    {
        using var scope = NewDisposeScope();
        _blockNumbers = blockNumbers;
        _samples = tensor(samples.Values, device: samples.Device).reshape(samples.Count, samples.Features).DetachFromDisposeScope();
        _weights = weights is null ? _samples.new_ones(samples.Count) : tensor(weights, device: samples.Device);
        _weights.DetachFromDisposeScope();
    }

    /// <summary>Whether samples came from a GPU that is likely to be faster for so many numbers.</summary>
    public static bool Pays(DeviceType device, long numbers) => device == DeviceType.CUDA && numbers >= WorthAGpu;

    public SufficientStatistics Run(GaussianMixture mixture, int? threads = null)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (components, features) = (mixture.Components, mixture.Features);
        var means = On(mixture.FlatMeans).reshape(components, 1, features);
        var atMeans = On(mixture.LogAtMeans).unsqueeze(1);
        var whitening = Whitening(mixture);
        var logLikelihood = On([0]);
        var totals = zeros_like(atMeans);
        var first = zeros_like(means);
        var second = On(new double[SufficientStatistics.Length(mixture.Moments, components, features)]);
        long block = Math.Max(1, _blockNumbers / means.numel());
        for (long at = 0; at < _samples.size(0); at += block)
        {
            using var ofBlock = NewDisposeScope();
            long length = Math.Min(block, _samples.size(0) - at);
            var weight = _weights.narrow(0, at, length);                                                         // [B]
            var differences = _samples.narrow(0, at, length) - means;                                            // [K, B, D]
            var z = mixture.HasIndependentAxes ? differences / whitening : differences.bmm(whitening);
            var (shares, logDensity) = Share(atMeans - (0.5 * z.square().sum(dim: 2)));                          // [K, B], [B]
            logLikelihood.add_(where(weight > 0, weight * logDensity, zeros_like(weight)).sum());
            var r = shares.mul_(weight).unsqueeze(2);                                                            // [K, B, 1]
            var weighted = differences * r;
            totals.add_(r.sum(dim: 1));
            first.add_(weighted.sum(dim: 1, keepdim: true));
            var products = mixture.Moments switch
            {
                SecondMoments.Axes => weighted.mul_(differences).sum(dim: 1),                                    // [K, D]
                SecondMoments.Pairs => weighted.mT.bmm(differences),                                             // [K, D, D]
                _ => weighted.reshape(-1, features).t().mm(differences.reshape(-1, features)),                   // [D, D]
            };
            second.add_(products.flatten());
        }

        return StreamStatistics.From(cat([logLikelihood, totals.flatten(), first.flatten(), second]).cpu().data<double>().ToArray(), mixture);
    }

    public void Dispose()
    {
        _samples.Dispose();
        _weights.Dispose();
    }

    /// <summary>What turns differences from means into numbers without correlation, one wide: σ [K, 1, D] to divide by, else L⁻ᵀ [K, D, D].</summary>
    private Tensor Whitening(GaussianMixture mixture)
    {
        var scales = On([.. Enumerable.Range(0, mixture.Components).SelectMany(k => mixture.Scale(k).ToArray())]);
        int features = mixture.Features;
        return mixture.HasIndependentAxes
            ? scales.reshape(-1, 1, features)
            : linalg.solve_triangular(scales.reshape(-1, features, features), eye(features, dtype: scales.dtype, device: scales.device), upper: false).mT;
    }

    /// <param name="joint">log π + log N(x | μ, Σ), [K, B].</param>
    /// <returns>Each component's share of the samples; and log-densities.</returns>
    private static (Tensor Shares, Tensor LogDensity) Share(Tensor joint)
    {
        // Farther away than float64 goes, or ∞ - ∞: as unlikely as a number can say, and of all components alike.
        var least = full_like(joint, double.MinValue);
        joint = where(joint > least, joint, least);
        var logDensity = joint.logsumexp(0);
        return (joint.softmax(0), where(logDensity > double.MinValue, logDensity, full_like(logDensity, double.NegativeInfinity)));
    }

    private Tensor On(double[] values) => tensor(values, device: _samples.device);
}
