using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// What <see cref="GaussianMixModel"/> and <see cref="GmmClassifier"/> have in common: one block of parameters for the
/// components of all their mixtures, a row a component, those of mixture 0 first; what makes such a block sound; and its file.
/// </summary>
/// <remarks>
/// D features, M components of all mixtures together. The parametrisation is the original article's: weights pass through
/// relu, standard deviations through abs. It lets optimisation start anywhere, and it lets components die: where relu gives
/// 0, no gradient revives a weight. A dead component keeps the dtype's epsilon of weight (1.2e-7 in float32), as in
/// PyTorch's Categorical: the logarithm of 0 would make the gradient NaN.
/// </remarks>
public abstract partial class MixtureModel : nn.Module<Tensor, Tensor>
{
    private readonly IReadOnlyList<int> _counts;
    private bool _disposed;

    /// <param name="name">The class's name.</param>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <param name="counts">Number of components of each mixture; they sum to M.</param>
    /// <param name="start">Unnormalised weights [M], means and standard deviations [M, D]; taken over.</param>
    private protected MixtureModel(
        string name, int nFeatures, IReadOnlyList<int> counts, (Tensor Weights, Tensor Means, Tensor Stdevs) start)
        : base(name)
    {
        Features = nFeatures;
        _counts = counts;
        Register("blend_weight", start.Weights);
        Register("means", start.Means);
        Register("stdevs", start.Stdevs);
    }

    /// <summary>D, the length of a sample.</summary>
    public int Features { get; }

    /// <summary>s = √(6 / D): initial means are randn·s, initial standard deviations rand·s.</summary>
    public double InitScale => InitScaleOf(Features);

    /// <summary>Unnormalised weights before relu, [M].</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed; so do all members that read parameters.</exception>
    public Parameter BlendWeight => Registered("blend_weight");

    /// <summary>Means, [M, D].</summary>
    public Parameter Means => Registered("means");

    /// <summary>Standard deviations before abs, [M, D].</summary>
    public Parameter Stdevs => Registered("stdevs");

    /// <summary>Where the parameters live.</summary>
    public Device Device => Means.device;

    /// <summary>What keeps the parameters from being mixtures, in words; null if nothing does.</summary>
    /// <remarks>Reads all parameters: for the entry of fitting and predicting, not for every step.</remarks>
    internal string? Flaw()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var (name, values) in
            new[] { (nameof(BlendWeight), BlendWeight), (nameof(Means), Means), (nameof(Stdevs), Stdevs) })
        {
            if (Require.NonFinite(values) is { } nonFinite)
            {
                return $"{name} {nonFinite}";
            }
        }

        if (Stdevs.eq(0).nonzero() is { } zeros && zeros.size(0) > 0)
        {
            return $"{zeros.size(0)} values of Stdevs are 0, the first in row {zeros[0, 0].item<long>()}: " +
                "a Gaussian needs a standard deviation other than 0";
        }

        double[] largest = [.. BlendWeight.split([.. _counts]).Select(own => own.max().to(ScalarType.Float64).item<double>())];
        int dead = Array.FindIndex(largest, weight => weight <= 0);
        return dead < 0 ? null : FormattableString.Invariant(
            $"BlendWeight of mixture {dead} has no value above 0 (the largest is {largest[dead]}): relu leaves nothing to mix");
    }

    /// <summary>x can be evaluated: right in shape, dtype and device, finite, and the parameters are mixtures.</summary>
    /// <exception cref="ArgumentException">x is not.</exception>
    /// <exception cref="InvalidOperationException">The parameters are not.</exception>
    private protected void RequireReady(Tensor x)
    {
        Require.Samples(x, Features, Means);
        Require.Finite(x);
        RequireSound();
    }

    /// <exception cref="InvalidOperationException">The parameters are no mixtures.</exception>
    private protected void RequireSound()
    {
        if (Flaw() is { } flaw)
        {
            throw new InvalidOperationException($"{GetName()} is no mixture: {flaw}.");
        }
    }

    private protected static double InitScaleOf(int nFeatures) => Math.Sqrt(6.0 / nFeatures);

    /// <summary>The article's random start: weights 1 [K], means randn·s [K, D], standard deviations rand·s [K, D].</summary>
    private protected static (Tensor Weights, Tensor Means, Tensor Stdevs) ArticleStart(int nFeatures, int nComponents)
    {
        double scale = InitScaleOf(nFeatures);
        return (ones(nComponents), randn(nComponents, nFeatures).mul_(scale), rand(nComponents, nFeatures).mul_(scale));
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }

    /// <summary>Makes a tensor a parameter that lives as long as the module, whatever scope it was created in.</summary>
    private void Register(string name, Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        register_parameter(name, parameter);
    }

    private Parameter Registered(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return get_parameter(name)!;
    }
}
