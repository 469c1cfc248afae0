namespace NotebookHost;

/// <summary>Writes a notebook as .dib, the way .NET Interactive does: #!name, an empty line, the content, an empty line.</summary>
public static class DibWriter
{
    public static string Write(Notebook notebook) =>
        string.Join('\n', notebook.Cells
            .Select(cell => $"{DibReader.Opening(cell.Kind)}\n\n{cell.Source}\n")
            .Prepend($"#!meta\n\n{notebook.Metadata}\n"));
}
