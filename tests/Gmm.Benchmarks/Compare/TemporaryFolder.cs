namespace Gmm.Benchmarks;

/// <summary>A folder that is gone at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gmm-benchmarks-");

    /// <summary>A folder in it, made if it is not there.</summary>
    public string Sub(string name) => _folder.CreateSubdirectory(name).FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
