namespace Gmm;

/// <summary>Files that are written whole or not at all: whoever reads sees the old one or the new one, never half of one.</summary>
internal static class AtomicFile
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Writes beside the file and moves over it.</summary>
    /// <param name="path">A file in a folder that exists.</param>
    /// <exception cref="IOException">The file could not be written; what was there is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{path} cannot be saved: there is no folder {folder}.");
        }

        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        RemoveAbandoned(folder, Path.GetFileName(path));
    }

    /// <summary>What a process left that was killed while it saved. A younger one may belong to a process that is still writing.</summary>
    private static void RemoveAbandoned(string folder, string name)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles($"{name}.{new string('?', 32)}.tmp"))
        {
            if (DateTime.UtcNow - file.LastWriteTimeUtc > Abandoned)
            {
                file.Delete();
            }
        }
    }
}
