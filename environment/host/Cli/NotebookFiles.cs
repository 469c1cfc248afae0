using System.Text;

namespace NotebookHost;

internal static class NotebookFiles
{
    // File names have 255 bytes, extensions included.
    private const int LongestName = 245;

    /// <inheritdoc cref="Find(IReadOnlyList{FileSystemInfo})"/>
    /// <param name="filesAndFolders">None: the repository's own.</param>
    public static IReadOnlyList<string> FindOrDefault(IReadOnlyList<FileSystemInfo>? filesAndFolders) => Find(
        filesAndFolders is { Count: > 0 } ? filesAndFolders : [new DirectoryInfo(Path.Combine(Repository.FindRoot(), "notebooks"))]);

    /// <summary>The notebooks that files and folders stand for: folders give theirs in name order.</summary>
    /// <exception cref="UsageException">There are none, or two of them would be written to the same files.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<FileSystemInfo> filesAndFolders)
    {
        var notebooks = filesAndFolders.SelectMany(Find).Distinct().ToList();
        var sameName = notebooks
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1);
        var unusable = notebooks.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) is var name
            && (Encoding.UTF8.GetByteCount(name) > LongestName || name.Equals("index", StringComparison.OrdinalIgnoreCase)));
        return sameName is not null
                ? throw new UsageException($"Two notebooks have one name, and would be written to the same files: {string.Join(" and ", sameName)}")
            : unusable is not null
                ? throw new UsageException($"A notebook cannot be called index, or longer than {LongestName} bytes, for the files written: {unusable}")
            : notebooks;
    }

    private static IEnumerable<string> Find(FileSystemInfo fileOrFolder)
    {
        if (fileOrFolder is DirectoryInfo folder)
        {
            if (!folder.Exists)
            {
                throw new UsageException($"There is no folder {folder.FullName}");
            }

            var notebooks = Directory.GetFiles(folder.FullName, "*.dib").Order(StringComparer.Ordinal).ToList();
            return notebooks.Count > 0 ? notebooks : throw new UsageException($"There is no .dib notebook in {folder.FullName}");
        }

        return fileOrFolder.Extension == ".dib"
            ? [fileOrFolder.FullName]
            : throw new UsageException($"Not a .dib notebook: {fileOrFolder.FullName}");
    }
}
