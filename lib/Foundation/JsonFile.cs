using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gmm;

/// <summary>
/// A value as a file that a person can read: JSON with the value's kind, the format's version, and a checksum of both and of the
/// content. Numbers are written with as many digits as bring them back to the bit.
/// </summary>
internal static class JsonFile
{
    private const int Newest = 2;
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };
    private static readonly JsonWriterOptions Compact = new() { Indented = false };

    /// <param name="kind">The type's name.</param>
    /// <param name="content">Writes the properties of one object.</param>
    /// <param name="version">The oldest format that means what is written; readers that know no newer one can read the file.</param>
    /// <exception cref="IOException">The file could not be written; what was there is still there.</exception>
    public static void Write(string path, string kind, Action<Utf8JsonWriter> content, int version = 1)
    {
        using var document = JsonDocument.Parse(Json(Compact, writer => WriteObject(writer, content)));
        AtomicFile.Replace(path, Json(Indented, writer => WriteObject(writer, _ =>
        {
            writer.WriteString("kind", kind);
            writer.WriteNumber("version", version);
            writer.WriteString("sha256", Checksum(kind, version, document.RootElement));
            writer.WritePropertyName("content");
            document.RootElement.WriteTo(writer);
        })));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="read">Makes the value of the content; whatever it throws for means that the content is malformed.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is of another kind, damaged, or from a newer version.</exception>
    public static T Read<T>(string path, string kind, Func<JsonElement, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
        bytes = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes; // some editors add it
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            string found = root.GetProperty("kind").GetString()!;
            int version = root.GetProperty("version").GetInt32();
            if (found != kind)
            {
                throw new InvalidDataException($"{path} holds a {found}: expected a {kind}.");
            }

            if (version > Newest)
            {
                throw new InvalidDataException(
                    $"{path} has format version {version}: expected {Newest} or older. A newer release of this library wrote it.");
            }

            var content = root.GetProperty("content");
            return root.GetProperty("sha256").GetString() == Checksum(kind, version, content)
                ? read(content)
                : throw new InvalidDataException($"{path} is damaged: its content is not what its checksum expects.");
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{path} is no {kind} as Save writes it: {malformed.Message}", malformed);
        }
    }

    /// <summary>An array, or an array of arrays of the given length.</summary>
    public static void WriteNumbers(Utf8JsonWriter writer, string name, ReadOnlySpan<double> values, int rowLength = 0)
    {
        writer.WriteStartArray(name);
        for (int i = 0; i < values.Length; i++)
        {
            if (rowLength > 0 && i % rowLength == 0)
            {
                writer.WriteStartArray();
            }

            writer.WriteNumberValue(values[i]);
            if (rowLength > 0 && (i + 1) % rowLength == 0)
            {
                writer.WriteEndArray();
            }
        }

        writer.WriteEndArray();
    }

    /// <param name="objects">Each writes the properties of one.</param>
    public static void WriteObjects(Utf8JsonWriter writer, string name, IEnumerable<Action<Utf8JsonWriter>> objects)
    {
        writer.WriteStartArray(name);
        foreach (var properties in objects)
        {
            WriteObject(writer, properties);
        }

        writer.WriteEndArray();
    }

    /// <summary>The numbers of an array, or of its arrays in order.</summary>
    public static double[] Numbers(JsonElement content, string name) =>
        [.. content.GetProperty(name).EnumerateArray().SelectMany(
            entry => entry.ValueKind == JsonValueKind.Array ? entry.EnumerateArray().Select(n => n.GetDouble()) : [entry.GetDouble()])];

    private static void WriteObject(Utf8JsonWriter writer, Action<Utf8JsonWriter> properties)
    {
        writer.WriteStartObject();
        properties(writer);
        writer.WriteEndObject();
    }

    /// <summary>Of the content without white space, so that indenting it differently changes nothing.</summary>
    private static string Checksum(string kind, int version, JsonElement content) => Convert.ToHexStringLower(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(FormattableString.Invariant($"{kind} {version}\n")), .. Json(Compact, content.WriteTo)]));

    private static byte[] Json(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            write(writer);
        }

        return stream.ToArray();
    }
}
