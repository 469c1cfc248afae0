using System.Text.Json;

namespace Gmm.Cluster;

/// <summary>A file that fit wrote: of a mixture, or of a classifier.</summary>
internal sealed class FittedModel
{
    private FittedModel(string path, GaussianMixture? alone, BayesClassifier? classifier) => (Path, Alone, Classifier) = (path, alone, classifier);

    public string Path { get; }

    /// <summary>The mixture; null where it is a classifier.</summary>
    public GaussianMixture? Alone { get; }

    public BayesClassifier? Classifier { get; }

    public int Features => Alone?.Features ?? Classifier!.Features;

    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It holds neither.</exception>
    public static FittedModel Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"--model {path}: no such file. Expected one that fit, GaussianMixture.Save or BayesClassifier.Save wrote.");
        }

        return Kind(path) == nameof(BayesClassifier) ? new(path, null, BayesClassifier.Open(path)) : new(path, GaussianMixture.Open(path), null);
    }

    /// <exception cref="UsageException">The columns are not as many as the model's features.</exception>
    public void Require(ColumnNames columns)
    {
        if (columns.Features.Count != Features)
        {
            throw new UsageException($"--columns {string.Join(',', columns.Features)}: expected {Features}, as many as the model has features.");
        }
    }

    /// <summary>The mixture of a class.</summary>
    /// <param name="name">Empty where there are no classes.</param>
    /// <exception cref="UsageException">The model has no such class, or its density is no mixture.</exception>
    public GaussianMixture Mixture(string name)
    {
        int index = Classifier?.ClassNames.ToList().IndexOf(name) ?? -1;
        IDensity? density = index >= 0 ? Classifier!.ClassDensities[index] : name == "" ? Alone : null;
        return density as GaussianMixture ?? throw new UsageException(
            $"{Path}: expected a {(name == "" ? "mixture" : $"classifier with a mixture of class \"{name}\"")}, as the data have it.");
    }

    private static string? Kind(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.GetProperty("kind").GetString();
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // Open says what is wrong
        }
    }
}
