using System.Text.Json;

namespace Gmm.Cluster;

/// <summary>Mixtures as bytes, with as many digits as bring them back to the bit.</summary>
internal static class MixtureText
{
    public static byte[] Write(IReadOnlyList<GaussianMixture?> mixtures)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var mixture in mixtures)
            {
                Write(json, mixture);
            }

            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    public static GaussianMixture?[] Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    public static void Write(Utf8JsonWriter json, GaussianMixture? mixture)
    {
        if (mixture is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        mixture.WriteTo(json);
        json.WriteEndObject();
    }

    public static GaussianMixture? Read(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : GaussianMixture.ReadFrom(json);
}
