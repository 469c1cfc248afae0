namespace NotebookHost.Pages;

/// <summary>A chapter as files to take away, and links to where it opens.</summary>
internal static class Downloads
{
    /// <summary>The files, by their path beside the pages. References in them lead from where the notebook is.</summary>
    public static IEnumerable<(string Path, string Content)> Files(ExecutedNotebook executed)
    {
        var notebook = executed.Notebook;
        yield return ($"files/{notebook.Name}.dib", DibWriter.Write(notebook));
        yield return ($"files/{notebook.Name}.ipynb", IpynbWriter.Write(executed, notebook.Folder));
        yield return ($"files/{notebook.Name}.cs", Source(notebook));
    }

    public static string Links(Notebook notebook, SourceRepository source)
    {
        var name = Html.Href(notebook.Name);
        List<string> links =
        [
            $"<a href=\"files/{name}.dib\" download>Notebook (.dib)</a>",
            $"<a href=\"files/{name}.ipynb\" download>with outputs (.ipynb)</a>",
            $"<a href=\"files/{name}.cs\" download>code only (.cs)</a>",
        ];
        if (source.GitHub is { } repository)
        {
            links.Add($"<a href=\"vscode://vscode.git/clone?url=https%3A%2F%2Fgithub.com%2F{Uri.EscapeDataString(repository)}.git\">Clone in VS Code</a>");
            links.Add($"<a href=\"https://github.com/{repository}/blob/{source.Commit ?? "HEAD"}/notebooks/{name}.dib\">GitHub</a>");
            if (source.HasBinder)
            {
                links.Add($"<a href=\"https://mybinder.org/v2/gh/{repository}/{source.Commit ?? "HEAD"}?labpath=notebooks%2F{name}.dib\">Binder</a>");
            }
        }

        return string.Join("\n", links);
    }

    /// <summary>The code cells one after the other, each under the place that it comes from.</summary>
    private static string Source(Notebook notebook) => string.Join('\n', notebook.CodeCells
        .Select(cell => $"// cell {notebook.CodePosition(cell)}, line {cell.Line} of {notebook.Name}.dib\n{cell.Source}\n")
        .Prepend($"// {notebook.Title}: the notebook's code cells in order, as C# script.\n"));
}
