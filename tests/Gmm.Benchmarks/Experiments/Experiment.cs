using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>A training problem, down to its starting parameters: the same for every contestant.</summary>
/// <remarks>N samples, D features, C classes, M components of all classes. A density has one class, no labels, and no fresh samples.</remarks>
internal sealed record Experiment(About About, Tensor Samples, Tensor? Labels, LabelledSamples? Fresh, Start Start)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes experiment.json, and each tensor beside it as plain little-endian numbers, row by row.</summary>
    public void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "experiment.json"), JsonSerializer.Serialize(About, Json));
        foreach (var (name, values) in new[]
        {
            ("samples.f32", Samples), ("labels.i64", Labels), ("fresh-samples.f32", Fresh?.X), ("fresh-labels.i64", Fresh?.Labels),
            ("weights.f32", Start.Weights), ("means.f32", Start.Means), ("stdevs.f32", Start.Stdevs),
        })
        {
            if (values is not null)
            {
                using var contiguous = values.detach().contiguous();
                File.WriteAllBytes(Path.Combine(folder, name), contiguous.bytes);
            }
        }
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static Experiment Read(string folder)
    {
        var about = JsonSerializer.Deserialize<About>(File.ReadAllText(Path.Combine(folder, "experiment.json")), Json)!;
        return new(
            about,
            Floats("samples").reshape(-1, about.Features),
            Labels("labels"),
            Labels("fresh-labels") is { } fresh ? new(Floats("fresh-samples").reshape(-1, about.Features), fresh) : null,
            new(Floats("weights"), Floats("means").reshape(-1, about.Features), Floats("stdevs").reshape(-1, about.Features)));

        Tensor Floats(string name) => tensor(Values<float>($"{name}.f32")!);
        Tensor? Labels(string name) => Values<long>($"{name}.i64") is { } values ? tensor(values) : null;

        T[]? Values<T>(string name)
            where T : unmanaged
        {
            string path = Path.Combine(folder, name);
            return File.Exists(path) ? MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(path)).ToArray() : null;
        }
    }

    /// <summary>A model at the start.</summary>
    public GaussianMixModel Mixture()
    {
        var model = new GaussianMixModel(About.Features, About.Counts[0]);
        Start.CopyTo(model);
        return model;
    }

    /// <inheritdoc cref="Mixture"/>
    public GmmClassifier Classifier()
    {
        var model = new GmmClassifier(About.Features, About.Counts.Count, About.Counts);
        Start.CopyTo(model);
        return model;
    }
}
