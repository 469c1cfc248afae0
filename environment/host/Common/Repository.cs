namespace NotebookHost;

internal static class Repository
{
    /// <summary>The repository that the current directory is in, or else this program; the current directory where neither is.</summary>
    public static string FindRoot() =>
        Above(Environment.CurrentDirectory) ?? Above(AppContext.BaseDirectory) ?? Environment.CurrentDirectory;

    private static string? Above(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "GmmNotebooks.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
