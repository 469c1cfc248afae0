namespace Gmm.Tests.Layers;

/// <param name="Path">From the project's folder, with slashes: "Fitting/KMeans.cs".</param>
internal sealed record SourceFile(string Path)
{
    /// <summary>The folder directly below the project's; empty for a file beside the project.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";
}
