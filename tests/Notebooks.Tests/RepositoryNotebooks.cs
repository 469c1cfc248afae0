using NotebookHost;

namespace Notebooks.Tests;

/// <summary>The notebooks that readers read.</summary>
internal static class RepositoryNotebooks
{
    private static readonly string Folder = Path.Combine(Root, "notebooks");

    /// <summary>The folder that holds the solution.</summary>
    public static string Root => Repository.FindRoot();

    /// <summary>File names without extension, in order.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.dib").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)]
        : [];

    public static string PathOf(string name) => Path.Combine(Folder, name + ".dib");
}
