using System.Text;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>Console output as a terminal would show it in the end: no colour codes, lines overwritten by "\r" overwritten.</summary>
public static partial class TerminalText
{
    public static string Render(string text) =>
        string.Join('\n', EscapeSequence().Replace(text, "").Replace("\r\n", "\n").Split('\n').Select(Overwrite));

    private static string Overwrite(string line)
    {
        if (!line.Contains('\r'))
        {
            return line;
        }
        var shown = new StringBuilder();
        foreach (var part in line.Split('\r'))
        {
            shown.Remove(0, Math.Min(part.Length, shown.Length)).Insert(0, part);
        }
        return shown.ToString();
    }

    // CSI sequences (colours, cursor), OSC sequences (titles, links), and two-character escapes.
    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)|[@-Z\\^_])")]
    private static partial Regex EscapeSequence();
}
