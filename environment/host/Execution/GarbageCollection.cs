namespace NotebookHost;

/// <summary>
/// How a notebook's process collects garbage: seldom, and never beside the program. TorchSharp 0.105 frees the number in
/// <c>tensor - 0.5</c> once it is collected, even while libtorch still reads it, which then says "Unknown scalar type".
/// </summary>
internal static class GarbageCollection
{
    /// <summary>Bytes that are allocated between two collections, in hexadecimal, for DOTNET_GCgen0size: 64 MB.</summary>
    public const string FirstGeneration = "0x4000000";
}
