using System.Text.Json;

namespace Gmm.Cluster;

/// <summary>A file that fit wrote: of a mixture, or of a classifier.</summary>
internal sealed class FittedModel
{
    private FittedModel(GaussianMixture? mixture, BayesClassifier? classifier) => (Mixture, Classifier) = (mixture, classifier);

    public GaussianMixture? Mixture { get; }

    public BayesClassifier? Classifier { get; }

    public int Features => Mixture?.Features ?? Classifier!.Features;

    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It holds neither.</exception>
    public static FittedModel Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"--model {path}: no such file. Expected one that fit, GaussianMixture.Save or BayesClassifier.Save wrote.");
        }

        return Kind(path) == nameof(BayesClassifier) ? new(null, BayesClassifier.Open(path)) : new(GaussianMixture.Open(path), null);
    }

    /// <exception cref="UsageException">The columns are not as many as the model's features.</exception>
    public void Require(ColumnNames columns)
    {
        if (columns.Features.Count != Features)
        {
            throw new UsageException($"--columns {string.Join(',', columns.Features)}: expected {Features}, as many as the model has features.");
        }
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
