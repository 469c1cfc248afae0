using System.Text;

namespace NotebookHost;

internal static class AtomicFile
{
    /// <summary>A reader of the file sees the old one or the new one, never half of it.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, byte[] content)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Environment.ProcessId}.tmp"); // a name that is as long as it may be leaves no room
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
