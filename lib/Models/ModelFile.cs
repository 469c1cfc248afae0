using System.Security.Cryptography;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>A model as a file: magic, version, length and a checksum of version and content; then the header, then TorchSharp's format.</summary>
/// <remarks>
/// TorchSharp's format has no mark of its own: read as one, any file gives some error or other. Magic and checksum tell first.
/// </remarks>
internal static class ModelFile
{
    private const int Version = 3;
    private const int PreambleLength = 8 + sizeof(int) + sizeof(long) + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "GMMMODEL"u8;

    public static void Write(string path, ModelHeader header, nn.Module module)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] content = Bytes(writer =>
        {
            header.Write(writer);
            module.save(writer);
        });
        AtomicFile.Replace(path, Bytes(writer =>
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(content.LongLength);
            writer.Write(Checksum(Version, content));
            writer.Write(content);
        }));
    }

    /// <returns>The format's version, and a reader that stands where the header begins.</returns>
    /// <exception cref="InvalidDataException">The file is not what <see cref="Write"/> of this version, or an older one, wrote.</exception>
    public static (int Version, BinaryReader Body) Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = new BinaryReader(File.OpenRead(path));
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException($"{path} is no model: expected a file that Save wrote.");
        }

        long length = reader.BaseStream.Length;
        long expected = PreambleLength;
        int version = Version;
        if (length >= PreambleLength)
        {
            version = reader.ReadInt32();
            if (version > Version)
            {
                throw new InvalidDataException(
                    $"{path} has format version {version}: expected {Version} or older. A newer release of this library wrote it.");
            }

            expected += reader.ReadInt64();
        }

        if (length != expected)
        {
            throw new InvalidDataException($"{path} has {length} bytes: expected {expected}. It was cut short, or added to.");
        }

        byte[] checksum = reader.ReadBytes(SHA256.HashSizeInBytes);
        byte[] content = reader.ReadBytes((int)(length - PreambleLength));
        if (!Checksum(version, content).AsSpan().SequenceEqual(checksum))
        {
            throw new InvalidDataException($"{path} is damaged: its content is not what its checksum expects.");
        }

        return (version, new(new MemoryStream(content)));
    }

    /// <summary>Versions 1 and 2 left the version itself out.</summary>
    private static byte[] Checksum(int version, byte[] content) =>
        SHA256.HashData(version < 3 ? content : [.. BitConverter.GetBytes(version), .. content]);

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
