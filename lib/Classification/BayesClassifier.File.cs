using System.Text.Json;

namespace Gmm;

// Files.
public sealed partial class BayesClassifier
{
    /// <summary>Writes the classifier as JSON that a person can read; a file that is already there is replaced in one step, or not at all.</summary>
    /// <param name="path">A file in a folder that exists.</param>
    /// <exception cref="InvalidOperationException">A class's density is no <see cref="GaussianMixture"/>: <see cref="GaussianMixture.From"/> makes one of a distribution.</exception>
    /// <exception cref="IOException">The file could not be written; what was there is still there.</exception>
    public void Save(string path) =>
        // A reader that knows version 1 alone would not see the alternatives.
        JsonFile.Write(path, nameof(BayesClassifier), WriteTo, version: Alternatives.Count > 0 ? 2 : 1);

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray("classNames");
        foreach (string name in ClassNames)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        JsonFile.WriteNumbers(json, "priors", [.. Priors]);
        json.WriteNumber("temperature", Temperature);
        json.WriteNumber("labelNoise", LabelNoise);
        JsonFile.WriteObjects(json, "classes", ClassDensities.Select((density, c) => density switch
        {
            GaussianMixture mixture => (Action<Utf8JsonWriter>)mixture.WriteTo,
            TransformedMixture mixture => mixture.WriteTo,
            _ => throw new InvalidOperationException(
                $"The density of class {c} is a {density.GetType().Name}: expected a GaussianMixture, as GaussianMixture.From makes of a distribution."),
        }));
        json.WriteNumber("weight", Weight);
        if (Alternatives.Count > 0)
        {
            JsonFile.WriteObjects(json, "alternatives", Alternatives.Select(member => (Action<Utf8JsonWriter>)member.WriteTo));
        }
    }

    /// <summary>A classifier as <see cref="Save"/> wrote it: its log-densities are the same to the bit.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no classifier, damaged, or from a newer version.</exception>
    public static BayesClassifier Open(string path) => JsonFile.Read(path, nameof(BayesClassifier), ReadFrom);

    private static BayesClassifier ReadFrom(JsonElement json)
    {
        double[] priors = JsonFile.Numbers(json, "priors");
        string[] names = [.. json.GetProperty("classNames").EnumerateArray().Select(name => name.GetString()!)];
        IDensity[] classes = [.. json.GetProperty("classes").EnumerateArray().Select(density => density.TryGetProperty("transform", out _)
            ? (IDensity)TransformedMixture.ReadFrom(density)
            : GaussianMixture.ReadFrom(density))];
        return names.Length == classes.Length
            ? new(classes, priors, names)
            {
                Priors = priors,
                Temperature = json.GetProperty("temperature").GetDouble(),
                LabelNoise = json.GetProperty("labelNoise").GetDouble(),
                Weight = json.TryGetProperty("weight", out var weight) ? weight.GetDouble() : 1, // files of before have neither
                Alternatives = json.TryGetProperty("alternatives", out var alternatives) ? [.. alternatives.EnumerateArray().Select(ReadFrom)] : [],
            }
            : throw new FormatException($"{names.Length} names for {classes.Length} classes.");
    }
}
