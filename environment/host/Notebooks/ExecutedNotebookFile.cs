using System.Text.Json;

namespace NotebookHost;

/// <summary>An executed notebook as a file, with times and outputs whole: pages can be made of it again without executing.</summary>
internal static class ExecutedNotebookFile
{
    public static string Write(ExecutedNotebook executed) => JsonSerializer.Serialize(executed);

    /// <returns>Null where the file is not one that this version's <see cref="Write"/> made.</returns>
    public static ExecutedNotebook? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ExecutedNotebook>(File.ReadAllText(path)) is { Notebook.Cells: not null, Cells: not null } executed ? executed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
