using System.Text;

namespace NotebookHost.Export;

/// <summary>
/// Writes a notebook as one C# file that <c>dotnet run</c> takes: prose as comments, cells as top-level statements, types after
/// them, what cells show as console text.
/// </summary>
internal static class CSharpProgram
{
    // What every cell sees without saying so.
    private static readonly string[] KernelUsings =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    /// <param name="folder">Full path of the folder it will be written to: paths are made to lead from there.</param>
    /// <exception cref="UsageException">A cell refers to what a program cannot.</exception>
    public static string Write(Notebook notebook, string folder)
    {
        var names = new ProgramNames();
        var usings = new List<string>(KernelUsings.Select(name => $"using {name};"));
        var statements = new StringBuilder();
        var types = new StringBuilder();
        foreach (var cell in notebook.Cells)
        {
            if (cell.Kind == CellKind.Markdown)
            {
                statements.AppendJoin('\n', cell.Source.Split('\n').Select(line => $"// {line}".TrimEnd())).Append("\n\n");
                continue;
            }

            var code = ProgramCell.Parse(cell.Source, names);
            usings.AddRange(code.Usings);
            statements.Append(code.Statements).Append("\n\n");
            types.Append(code.Types);
        }

        return $"""
            {ProgramDirectives.Of(notebook, folder)}
            {string.Join('\n', usings.Append($"using static {ProgramOutput.ClassName};").Distinct())}

            {ProgramOutput.Start(notebook.Folder, folder)}

            {statements.ToString().Trim()}

            {types.ToString().Trim()}

            {ProgramOutput.Source}
            """.Replace("\r\n", "\n") + "\n";
    }
}
