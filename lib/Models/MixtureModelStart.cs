using static TorchSharp.torch;

namespace Gmm;

/// <summary>Starts training from mixtures that were found some other way: a clustering, or expectation-maximisation.</summary>
public static class MixtureModelStart
{
    /// <summary>Gives a model a mixture's weights, means and standard deviations; they stay trainable.</summary>
    /// <param name="model">Changed in place; keeps its dtype and device.</param>
    /// <param name="mixture">Of the model's features and components; diagonal or spherical.</param>
    /// <exception cref="ArgumentException">Another number of features or components.</exception>
    /// <exception cref="InvalidOperationException">The mixture's covariances are tied or full.</exception>
    public static void StartFrom(this GaussianMixModel model, GaussianMixture mixture) =>
        Copy(model, [mixture], [model.Components], nameof(mixture));

    /// <summary>Gives each class of a classifier a mixture's weights, means and standard deviations; they stay trainable.</summary>
    /// <param name="model">Changed in place; keeps its dtype and device.</param>
    /// <param name="mixtures">One a class, of the classifier's features and that class's components; diagonal or spherical.</param>
    /// <exception cref="ArgumentException">Another number of classes, features or components.</exception>
    /// <exception cref="InvalidOperationException">A mixture's covariances are tied or full.</exception>
    public static void StartFrom(this GmmClassifier model, IReadOnlyList<GaussianMixture> mixtures) =>
        Copy(model, mixtures, model.Components, nameof(mixtures));

    private static void Copy(MixtureModel model, IReadOnlyList<GaussianMixture> mixtures, IReadOnlyList<int> components, string name)
    {
        ArgumentNullException.ThrowIfNull(mixtures, name);
        if (!mixtures.Select(m => m.Components).SequenceEqual(components) || mixtures.Any(m => m.Features != model.Features))
        {
            string expected = $"[{string.Join(", ", components)}] components and {model.Features} features, as the model has";
            throw new ArgumentException($"{name} is [{string.Join(", ", mixtures)}]: expected {expected}.", name);
        }

        using var scope = NewDisposeScope();
        var parts = mixtures.Select(m => m.ToTensors(ScalarType.Float64)).ToArray();
        model.SetComponents(
            cat(parts.Select(p => p.Weights).ToArray()),
            cat(parts.Select(p => p.Means).ToArray()),
            cat(parts.Select(p => p.Stdevs).ToArray()));
    }
}
