namespace NotebookHost;

internal static class JupyterData
{
    /// <summary>The folder in which Jupyter looks for what a user has installed, as <c>jupyter --data-dir</c> prints it.</summary>
    public static string OfUser()
    {
        var home = Folder(Environment.SpecialFolder.UserProfile);
        return Set("JUPYTER_DATA_DIR")
            ?? (OperatingSystem.IsWindows() ? Path.Combine(Folder(Environment.SpecialFolder.ApplicationData), "jupyter")
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
                : Path.Combine(Set("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter"));
    }

    // Also where it does not exist yet: the answer would be empty otherwise, and a path below it relative.
    private static string Folder(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    private static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
