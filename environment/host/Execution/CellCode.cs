using System.Globalization;
using System.Text;

namespace NotebookHost;

/// <summary>The text of a cell as the kernel gets it.</summary>
internal static class CellCode
{
    /// <summary>Says which file and line it is, again after each magic command, which splits the cell, and leaves out the #r lines of
    /// packages, which are restored before.</summary>
    public static string For(Notebook notebook, Cell cell)
    {
        var packages = ReferenceDirectives.Find(cell.Source).Where(r => NuGetPackages.IsPackage(r.File.ValueText))
            .Select(r => ReferenceDirectives.LineOf(cell.Source, r)).ToHashSet();
        var code = new StringBuilder();
        var needsPosition = true;
        foreach (var (index, line) in cell.Source.Split('\n').Index())
        {
            var isMagic = line.StartsWith("#!", StringComparison.Ordinal);
            if (needsPosition && !isMagic)
            {
                code.Append(CultureInfo.InvariantCulture, $"#line {cell.Line + index} \"{PathFor(notebook)}\"\n");
            }

            code.Append(packages.Contains(index) ? "" : line).Append('\n');
            needsPosition = isMagic;
        }

        return code.ToString();
    }

    /// <summary>The notebook's path as stack frames and diagnostics have it: a #line cannot hold every name.</summary>
    public static string PathFor(Notebook notebook) =>
        string.Concat(notebook.Path.Select(c => c == '"' || char.IsControl(c) ? '_' : c));
}
