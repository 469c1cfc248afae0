namespace Notebooks.Tests;

/// <summary>A temporary folder with notebooks/, gone when the test is.</summary>
internal sealed class Workspace : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("notebooks-tests-").FullName;

    public string Output => Path.Combine(Root, "out");

    /// <summary>Writes notebooks/NAME.dib.</summary>
    /// <returns>Its full path.</returns>
    public string Add(string name, string text) => Write(Path.Combine("notebooks", name + ".dib"), text);

    public string Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>Runs all of notebooks/ into out/.</summary>
    public Task<HostResult> RunAsync(params string[] options) =>
        HostProcess.RunAsync(Root, ["run", "notebooks", "--output", "out", .. options]);

    public ExecutedIpynb Result(string name) => ExecutedIpynb.Read(Path.Combine(Output, name + ".ipynb"));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
