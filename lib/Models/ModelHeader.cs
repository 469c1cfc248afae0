using static TorchSharp.torch;

namespace Gmm;

/// <summary>What a file says of the model in it, before any parameter.</summary>
/// <param name="Kind">The model's class.</param>
/// <param name="Features">D, the length of a sample.</param>
/// <param name="Counts">Number of components of each mixture.</param>
/// <param name="Dtype">Of all parameters.</param>
/// <param name="Parametrisation">What the parameters mean.</param>
internal sealed record ModelHeader(
    string Kind, int Features, IReadOnlyList<int> Counts, ScalarType Dtype, Parametrisation Parametrisation)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Kind);
        writer.Write(Features);
        writer.Write(Counts.Count);
        foreach (int count in Counts)
        {
            writer.Write(count);
        }

        writer.Write(Dtype.ToString());
        writer.Write(Parametrisation.ToString());
    }

    /// <param name="version">Of the file's format: 1 knew one parametrisation only.</param>
    public static ModelHeader Read(BinaryReader reader, int version) => new(
        Kind: reader.ReadString(),
        Features: reader.ReadInt32(),
        Counts: [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32())],
        Dtype: Enum.Parse<ScalarType>(reader.ReadString()),
        Parametrisation: version == 1 ? Parametrisation.ReluAbs : Enum.Parse<Parametrisation>(reader.ReadString()));

    /// <summary>Parameters of this shape to read a file into; no random number is drawn for them.</summary>
    public ComponentTensors Zeros()
    {
        int components = Counts.Sum();
        return new(zeros(components, dtype: Dtype), zeros(components, Features, dtype: Dtype), zeros(components, Features, dtype: Dtype));
    }

    /// <returns>Everything, in words: two models fit each other where this is the same.</returns>
    public override string ToString() => $"{Kind} of {Features} features and [{string.Join(", ", Counts)}] components in {Dtype}, {Parametrisation}";
}
