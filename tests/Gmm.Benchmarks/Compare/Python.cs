namespace Gmm.Benchmarks;

/// <summary>The Python that other people's packages are installed for, if they are.</summary>
/// <param name="Path">The interpreter.</param>
/// <param name="Versions">Of Python and of the packages, in words.</param>
internal sealed record Python(string Path, string Versions)
{
    /// <summary>Null, and a line that says how to get it, if something is missing.</summary>
    /// <param name="modules">As Python imports them.</param>
    public static Python? Find(string path, params string[] modules)
    {
        string probe = $"import platform, {string.Join(", ", modules)}; print(platform.python_version(), end=''); " +
            string.Concat(modules.Select(module => $"print(',', '{module}', {module}.__version__, end=''); "));
        if (OtherProgram.Output(path, "-c", probe) is { } versions)
        {
            return new(path, versions);
        }

        Console.Error.WriteLine(
            $"{path} lacks one of {string.Join(", ", modules)}: rows that need them are left out. On Debian: apt install python3-torch python3-sklearn.");
        return null;
    }
}
