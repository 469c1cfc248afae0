namespace NotebookHost;

/// <summary>Looks after the files that a cell references before the compiler does, which says less about what to do.</summary>
internal static class CellReferences
{
    /// <exception cref="CellException">A file is not there.</exception>
    public static void Check(Notebook notebook, Cell cell)
    {
        foreach (var directive in ReferenceDirectives.Find(cell.Source))
        {
            var reference = directive.File.ValueText;
            var path = Path.GetFullPath(reference, notebook.Folder);
            if (ReferenceDirectives.IsPath(reference) && !File.Exists(path))
            {
                throw new CellException("Missing reference", $"#r \"{reference}\": there is no file {path}. {Advice(path)}",
                    cell.Line + ReferenceDirectives.LineOf(cell.Source, directive));
            }
        }
    }

    private static string Advice(string missing)
    {
        var folder = Path.GetDirectoryName(missing);
        while (folder is not null && Path.GetFileName(folder) != "bin")
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.GetFileName(Path.GetDirectoryName(folder)) is { Length: > 0 } project
            ? $"Build it: dotnet build {project}"
            : "Paths are relative to the notebook's folder.";
    }
}
