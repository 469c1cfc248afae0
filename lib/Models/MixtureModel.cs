using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// What <see cref="GaussianMixModel"/> and <see cref="GmmClassifier"/> have in common: one block of parameters for the
/// components of all their mixtures, a row a component, those of mixture 0 first; what makes such a block sound; and its file.
/// </summary>
/// <remarks>
/// D features, M components of all mixtures together. What the optimizer moves are free numbers;
/// <see cref="Gmm.Parametrisation"/> says how they become weights and standard deviations.
/// </remarks>
public abstract partial class MixtureModel : nn.Module<Tensor, Tensor>
{
    /// <param name="name">The class's name.</param>
    /// <param name="nFeatures">D, the length of a sample.</param>
    /// <param name="counts">Number of components of each mixture; they sum to M.</param>
    /// <param name="start">Parameters to start from: raw weights [M], means and raw standard deviations [M, D]; taken over.</param>
    private protected MixtureModel(
        string name,
        int nFeatures,
        IReadOnlyList<int> counts,
        Parametrisation parametrisation,
        ComponentTensors start)
        : base(name)
    {
        Features = nFeatures;
        Layout = new(counts);
        Parametrisation = parametrisation;
        Code = ComponentParameters.Of(parametrisation);
        Register("blend_weight", start.Weights);
        Register("means", start.Means);
        Register("stdevs", start.StandardDeviations);
    }

    /// <summary>D, the length of a sample.</summary>
    public int Features { get; }

    /// <summary>s = √(6 / D): initial means are randn·s, initial standard deviations rand·s.</summary>
    public double InitScale => ArticleStart.Scale(Features);

    /// <summary>How the parameters become weights and standard deviations.</summary>
    public Parametrisation Parametrisation { get; }

    /// <summary>How log-densities are computed; any way gives the same, and <see cref="Computation.Automatic"/> the fastest.</summary>
    public Computation Computation { get; set; }

    /// <summary>Weights before <see cref="Parametrisation"/> (relu, or softmax), [M].</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed; so do all members that read parameters.</exception>
    public Parameter RawWeights => Registered("blend_weight");

    /// <summary>Means, [M, D].</summary>
    public Parameter Means => Registered("means");

    /// <summary>Standard deviations before <see cref="Parametrisation"/> (abs, or exp), [M, D].</summary>
    public Parameter RawStandardDeviations => Registered("stdevs");

    /// <summary>Where the parameters live.</summary>
    public Device Device => Means.device;

    /// <summary>Weights of the components, which sum to 1 in each mixture, [M]; without gradients.</summary>
    /// <exception cref="InvalidOperationException">The parameters are no mixture.</exception>
    public Tensor Weights()
    {
        using var use = Use();
        RequireSound();
        return WeightsOf(RawWeights);
    }

    /// <summary>Standard deviations of the components, positive, [M, D]; without gradients.</summary>
    /// <exception cref="InvalidOperationException">The parameters are no mixture.</exception>
    public Tensor StandardDeviations()
    {
        using var use = Use();
        RequireSound();
        return StandardDeviationsOf(RawStandardDeviations);
    }

    /// <summary>Makes the components these, whatever the parametrisation; the parameters stay the same objects.</summary>
    /// <param name="weights">Weights, 0 or more, [M]; of each mixture only their ratios count.</param>
    /// <param name="means">Means, [M, D].</param>
    /// <param name="stdevs">Standard deviations, positive, [M, D].</param>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, or a standard deviation not above 0.</exception>
    public void SetComponents(Tensor weights, Tensor means, Tensor stdevs)
    {
        Require.Values(weights, nameof(weights), Layout.Components);
        Require.Values(means, nameof(means), Layout.Components, Features);
        Require.Values(stdevs, nameof(stdevs), Layout.Components, Features);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        if (!stdevs.gt(0).all().item<bool>() || !weights.ge(0).all().item<bool>())
        {
            throw new ArgumentException("Expected standard deviations above 0 and weights of 0 or more.", nameof(stdevs));
        }

        var (rawWeights, rawStdevs) = Code.Inverse(weights, stdevs);
        RawWeights.copy_(rawWeights);
        Means.copy_(means);
        RawStandardDeviations.copy_(rawStdevs);
    }

    /// <summary>Where each class's components are.</summary>
    internal ComponentLayout Layout { get; }

    /// <summary>What <see cref="Parametrisation"/> computes.</summary>
    internal ComponentParameters Code { get; }

    /// <summary>What raw weights [M] mean under this model's parametrisation, [M]; without gradients.</summary>
    internal Tensor WeightsOf(Tensor raw) =>
        Read(() => Layout.Unpad(LogWeightsOf(raw)).exp());

    /// <summary>Their logarithms with gradients, as rectangle [C, K]; -∞ where a class has no such component.</summary>
    internal Tensor LogWeightsOf(Tensor raw) => Code.LogWeights(Layout.Pad(raw).reshape(-1, Layout.Longest), Layout);

    /// <summary>What raw standard deviations [M, D] mean under this model's parametrisation, [M, D]; without gradients.</summary>
    internal Tensor StandardDeviationsOf(Tensor raw) => Read(() => Code.StandardDeviations(raw));

    /// <summary>The mixture of one class as a distribution, with gradients to the parameters.</summary>
    internal MixtureSameFamily MixtureOfClass(int c)
    {
        using var scope = NewDisposeScope();
        var own = TensorIndex.Slice(Layout.Firsts[c], Layout.Firsts[c] + Layout.Counts[c]);
        var components = distributions.Normal(Means[own].clone(), Code.StandardDeviations(RawStandardDeviations[own]));
        return new(Code.Choice(RawWeights[own]), distributions.Independent(components, 1));
    }

    /// <summary>What keeps the parameters from being mixtures, in words; null if nothing does.</summary>
    /// <remarks>Reads all parameters: for the entry of fitting and predicting, not for every step.</remarks>
    internal string? Flaw()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var (name, values) in
            new[] { (nameof(RawWeights), RawWeights), (nameof(Means), Means), (nameof(RawStandardDeviations), RawStandardDeviations) })
        {
            if (Require.NonFinite(values) is { } nonFinite)
            {
                return $"{name} {nonFinite}";
            }
        }

        return Code.Flaw(RawWeights, RawStandardDeviations, Layout);
    }

    /// <exception cref="InvalidOperationException">The parameters are no mixtures.</exception>
    private protected void RequireSound()
    {
        if (Flaw() is { } flaw)
        {
            throw new InvalidOperationException($"{GetName()} is no mixture: {flaw}.");
        }
    }

    private static Tensor Read(Func<Tensor> values)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return values().MoveToOuterDisposeScope();
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
