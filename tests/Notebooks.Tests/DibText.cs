using NotebookHost;

namespace Notebooks.Tests;

internal static class DibText
{
    public const string Header = $"#!meta\n\n{Notebook.CSharpMetadata}\n\n";

    /// <summary>A canonical .dib of code cells.</summary>
    public static string Code(params string[] cells) => Header + string.Join('\n', cells.Select(cell => $"#!csharp\n\n{cell}\n"));
}
