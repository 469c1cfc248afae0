using System.Diagnostics;

namespace NotebookHost.Pages;

/// <summary>What executed a notebook: .NET, and the assemblies that its first cell references.</summary>
internal static class Versions
{
    public static IReadOnlyList<string> Of(Notebook notebook) =>
    [
        $".NET {Environment.Version}",
        .. notebook.CodeCells.Take(1).SelectMany(cell => ReferenceDirectives.Find(cell.Source)).Select(r => r.File.ValueText)
            .Where(ReferenceDirectives.IsPath).Select(path => Path.GetFullPath(path, notebook.Folder)).Where(File.Exists).Select(Named).OfType<string>(),
    ];

    /// <summary>A product version may go on with "+" and a commit. 1.0.0 is what a project has that numbers nothing.</summary>
    private static string? Named(string assembly)
    {
        var version = FileVersionInfo.GetVersionInfo(assembly).ProductVersion?.Split('+', '-')[0];
        return version is null or "1.0.0" ? null : $"{Path.GetFileNameWithoutExtension(assembly)} {version}";
    }
}
