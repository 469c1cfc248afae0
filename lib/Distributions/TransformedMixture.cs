using System.Text.Json;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>The density of samples that are a Gaussian mixture after a <see cref="PowerTransform"/>: log p(x) = log q(z(x)) + log |dz/dx|.</summary>
/// <remarks>N samples, D features. It is a density of x, to be compared with any other; it integrates to 1, less what q has beyond the range of z(x).</remarks>
public sealed class TransformedMixture : ISampleDensity
{
    /// <param name="transform">z(x).</param>
    /// <param name="mixture">q, over as many features.</param>
    /// <exception cref="ArgumentException">Their features differ.</exception>
    public TransformedMixture(PowerTransform transform, GaussianMixture mixture)
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentNullException.ThrowIfNull(mixture);
        (Transform, Mixture) = (transform, mixture);
        if (transform.Features != mixture.Features)
        {
            throw new ArgumentException($"mixture has {mixture.Features} features: expected {transform.Features}, as transform.", nameof(mixture));
        }
    }

    /// <summary>z(x).</summary>
    public PowerTransform Transform { get; }

    /// <summary>q, the density of z.</summary>
    public GaussianMixture Mixture { get; }

    /// <inheritdoc/>
    public int Features => Mixture.Features;

    /// <summary>Natural logarithm of the density at each sample.</summary>
    /// <param name="x">Samples, [N, D].</param>
    /// <returns>Log-densities in nats, [N]; computed in float64.</returns>
    /// <exception cref="ArgumentException">x is not [N, D].</exception>
    public Tensor LogDensity(Samples x) => x.Of(Features).Like(LogDensities(x), x.Count);

    /// <inheritdoc/>
    Tensor IDensity.LogDensity(Tensor x) => LogDensity(x);

    /// <returns>The mixture, and that it is transformed.</returns>
    public override string ToString() => $"{Mixture} of transformed features";

    double[] ISampleDensity.LogDensities(Samples x) => LogDensities(x);

    internal double[] LogDensities(Samples x)
    {
        double[] result = Mixture.LogDensities(Transform.Apply(x));
        double[] derivatives = Transform.LogDerivative(x);
        for (int n = 0; n < result.Length; n++)
        {
            result[n] += derivatives[n];
        }

        return result;
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("transform");
        Transform.WriteTo(json);
        json.WriteEndObject();
        Mixture.WriteTo(json);
    }

    internal static TransformedMixture ReadFrom(JsonElement json) =>
        new(PowerTransform.ReadFrom(json.GetProperty("transform")), GaussianMixture.ReadFrom(json));
}
