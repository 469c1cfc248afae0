namespace NotebookHost;

internal static class Repository
{
    /// <summary>The folder that holds notebooks/, above the current directory or else above this program; null where there is none.</summary>
    public static string? FindRoot() => Above(Environment.CurrentDirectory) ?? Above(AppContext.BaseDirectory);

    private static string? Above(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "GmmNotebooks.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
