using static TorchSharp.torch;

namespace Gmm;

/// <content>From and to values and files.</content>
public abstract partial class MixtureModel
{
    /// <summary>The mixtures as they are now, in plain numbers: training on does not change them.</summary>
    /// <exception cref="InvalidOperationException">The parameters are no mixtures.</exception>
    private protected GaussianMixture[] ToMixtures()
    {
        using var use = Use();
        using var scope = NewDisposeScope();
        var (weights, means, sigma) = (Samples.Flat(Weights()), Samples.Flat(Means), Samples.Flat(StandardDeviations()));
        return [.. Layout.Counts.Select((count, c) =>
        {
            var (first, end) = (Layout.Firsts[c], Layout.Firsts[c] + count);
            double[] own = weights[first..end];
            return new GaussianMixture(
                CovarianceType.Diagonal,
                Array.ConvertAll(own, weight => weight / own.Sum()),
                means[(first * Features)..(end * Features)],
                Array.ConvertAll(sigma[(first * Features)..(end * Features)], s => s * s));
        })];
    }

    /// <summary>Makes the components those of mixtures, one for each of this model's.</summary>
    private protected void SetComponents(IReadOnlyList<GaussianMixture> mixtures, string name)
    {
        Require.NoNulls(mixtures, name);
        if (!mixtures.Select(m => m.Components).SequenceEqual(Layout.Counts) || mixtures.Any(m => m.Features != Features))
        {
            string expected = $"[{string.Join(", ", Layout.Counts)}] components and {Features} features, as the model has";
            throw new ArgumentException($"{name} is [{string.Join(", ", mixtures)}]: expected {expected}.", name);
        }

        using var scope = NewDisposeScope();
        var (weights, means, sigma) = ComponentTensors.Joined(mixtures.Select(m => m.ToTensors()));
        SetComponents(weights, means, sigma);
    }

    /// <summary>Saves the parameters; a file that is already there is replaced in one step, or not at all.</summary>
    /// <remarks>The format is a header of this library's, then TorchSharp's own.</remarks>
    /// <param name="path">A file in a folder that exists.</param>
    /// <exception cref="IOException">The file could not be written; what was there is still there.</exception>
    public void Save(string path) => ModelFile.Write(path, Header, this);

    /// <summary>
    /// Replaces the parameters' values by a file's. The parameters stay the same objects, so an optimizer built before goes
    /// on working.
    /// </summary>
    /// <param name="path">What <see cref="Save"/> wrote, from a model of the same kind, shape and dtype.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no model, damaged, from a newer version, or of another model; this one is unchanged.
    /// </exception>
    public void Load(string path)
    {
        using var stored = Stored(path);
        if (stored.Header.ToString() != Header.ToString())
        {
            throw new InvalidDataException($"{path} holds a {stored.Header}: expected a {Header}.");
        }

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var (own, other) in parameters().Zip(stored.parameters()))
        {
            own.copy_(other);
        }
    }

    /// <summary>Kind, shape and dtype.</summary>
    internal ModelHeader Header => new(GetName(), Features, Layout.Counts, Means.dtype, Parametrisation);

    /// <summary>A model of this kind from a file.</summary>
    private protected abstract MixtureModel Stored(string path);

    /// <summary>Fills a new model from a file.</summary>
    private protected static TModel Open<TModel>(string path, Func<ModelHeader, TModel> create)
        where TModel : MixtureModel
    {
        var (version, body) = ModelFile.Read(path);
        TModel? model = null;
        try
        {
            var header = ModelHeader.Read(body, version);
            if (header.Kind != typeof(TModel).Name)
            {
                throw new InvalidDataException($"{path} holds a {header}: expected a {typeof(TModel).Name}.");
            }

            model = create(header);
            model.load(body);
            long rest = body.BaseStream.Length - body.BaseStream.Position;
            return rest == 0 ? model : throw new InvalidDataException($"{path} has {rest} bytes after its last parameter.");
        }
        catch (Exception malformed)
        {
            model?.Dispose();
            throw malformed as InvalidDataException
                ?? new InvalidDataException($"{path} is no {typeof(TModel).Name} as Save writes it: {malformed.Message}", malformed);
        }
    }
}
